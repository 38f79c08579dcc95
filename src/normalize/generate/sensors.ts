import type { Entity } from './entity.ts'
import { among, meter, type Simulator, walk, withAttributes } from './simulator.ts'

const measurement = { state_class: 'measurement' }

/** Sensors: metric and imperial, totals, texts, and what custom integrations get wrong. */
export const sensors: readonly Entity[] = [
  sensor('outdoor_temperature', 'weatherStation', {
    unit: '°F',
    class: 'temperature',
    weight: 12,
    next: walk(14, 95, { step: 0.9 }),
  }),
  sensor('living_room_temperature', 'thermostat', {
    unit: '°C',
    class: 'temperature',
    weight: 10,
    next: walk(16, 26, { step: 0.3 }),
  }),
  sensor('guest_room_temperature', 'multiSensor', {
    unit: '°F',
    class: 'temperature',
    weight: 8,
    next: walk(58, 80, { step: 0.5 }),
  }),
  sensor('kiln_temperature', undefined, {
    unit: 'K',
    class: 'temperature',
    weight: 2,
    next: walk(280, 1500, { step: 30 }),
  }),
  sensor('humidity', 'multiSensor', {
    unit: '%',
    class: 'humidity',
    weight: 8,
    next: walk(25, 80, { step: 2, decimals: 0 }),
  }),
  sensor('barometer', 'weatherStation', {
    unit: 'inHg',
    class: 'atmospheric_pressure',
    weight: 5,
    next: walk(29, 31, { step: 0.04, decimals: 2 }),
  }),
  sensor('water_pressure', 'boiler', { unit: 'psi', class: 'pressure', weight: 3, next: walk(30, 70, { step: 2 }) }),
  sensor('wind_speed', 'weatherStation', {
    unit: 'mph',
    class: 'wind_speed',
    weight: 8,
    next: walk(0, 45, { step: 4 }),
  }),
  sensor('wind_force', 'weatherStation', {
    unit: 'Beaufort',
    class: 'wind_speed',
    weight: 1,
    next: walk(0, 9, { step: 1, decimals: 0 }),
  }),
  sensor('rain_today', 'weatherStation', {
    unit: 'in',
    class: 'precipitation',
    weight: 3,
    state: 'total_increasing',
    next: meter(0, { step: 0.05, decimals: 2, resets: 0.05 }),
  }),
  sensor('illuminance', 'multiSensor', {
    unit: 'lx',
    class: 'illuminance',
    weight: 6,
    next: walk(0, 900, { step: 60, decimals: 0 }),
  }),
  sensor('heat_pump_energy', 'heatPump', {
    unit: 'Wh',
    class: 'energy',
    weight: 10,
    state: 'total_increasing',
    next: meter(1_284_533, { step: 90 }),
  }),
  sensor('heat_pump_power', 'heatPump', {
    unit: 'kW',
    class: 'power',
    weight: 10,
    next: walk(0, 4.5, { step: 0.4, decimals: 3 }),
  }),
  sensor('heat_pump_temperature_spread', 'heatPump', {
    unit: '°F',
    class: 'temperature_delta',
    weight: 2,
    next: walk(5, 18, { step: 1 }),
  }),
  sensor('boiler_power', 'boiler', {
    unit: 'BTU/h',
    class: 'power',
    weight: 4,
    next: walk(0, 15_000, { step: 900, decimals: 0 }),
  }),
  sensor('grid_import', 'meter', {
    unit: 'kWh',
    class: 'energy',
    weight: 10,
    state: 'total_increasing',
    next: meter(48_211.5, { step: 0.08, decimals: 3, resets: 0 }),
  }),
  sensor('grid_net', 'meter', {
    unit: 'MJ',
    class: 'energy',
    weight: 3,
    state: 'total',
    next: walk(900, 1400, { step: 2, decimals: 2 }),
  }),
  sensor('gas_meter', 'meter', {
    unit: 'ft³',
    class: 'gas',
    weight: 3,
    state: 'total_increasing',
    next: meter(81_220, { step: 3, resets: 0 }),
  }),
  sensor('desk_voltage', 'plug', { unit: 'V', class: 'voltage', weight: 6, next: walk(226, 241, { step: 1.2 }) }),
  sensor('desk_current', 'plug', {
    unit: 'mA',
    class: 'current',
    weight: 6,
    next: walk(20, 900, { step: 60, decimals: 0 }),
  }),
  sensor('desk_power', 'plug', { unit: 'W', class: 'power', weight: 10, next: walk(0, 220, { step: 12 }) }),
  sensor('phone_battery', 'phone', {
    unit: '%',
    class: 'battery',
    weight: 3,
    category: 'diagnostic',
    next: walk(5, 100, { step: 3, decimals: 0 }),
  }),
  sensor('lock_battery', 'lock', {
    unit: '%',
    class: 'battery',
    weight: 1,
    category: 'diagnostic',
    next: walk(60, 100, { step: 1, decimals: 0 }),
  }),
  sensor('plug_signal', 'plug', {
    unit: 'dBm',
    class: 'signal_strength',
    weight: 4,
    category: 'diagnostic',
    next: walk(-90, -40, { step: 4, decimals: 0 }),
  }),
  sensor('air_quality_pm2_5', 'fan', {
    unit: 'µg/m³',
    class: 'pm25',
    weight: 4,
    next: walk(0, 60, { step: 4, decimals: 0 }),
  }),
  // The other micro sign.
  sensor('air_quality_voc', 'fan', {
    unit: 'μg/m³',
    class: 'volatile_organic_compounds',
    weight: 3,
    next: walk(20, 400, { step: 30, decimals: 0 }),
  }),
  {
    ...sensor('washer_finish', 'washer', { class: 'timestamp', weight: 2, next: isoTimes() }),
    attributes: { device_class: 'timestamp', friendly_name: 'Washer Finish' },
  },
  {
    ...sensor('bin_day', undefined, {
      class: 'date',
      weight: 1,
      next: among('2026-01-16', '2026-01-23', '2026-01-30'),
    }),
    attributes: { device_class: 'date', friendly_name: 'Bin Day' },
  },
  {
    ...sensor('washer_program', 'washer', { class: 'enum', weight: 2, next: among('cotton', 'wool', 'rinse', 'off') }),
    attributes: { device_class: 'enum', options: ['cotton', 'wool', 'rinse', 'off'], friendly_name: 'Washer Program' },
  },
  {
    ...sensor('occupants', undefined, { weight: 2, next: among('0', '1', '2', '3') }),
    attributes: { friendly_name: 'Occupants' },
  },
  {
    ...sensor('last_message', undefined, { weight: 6, next: proseStates() }),
    attributes: { friendly_name: 'Last Message' },
  },
  {
    ...sensor('template_odd', undefined, {
      unit: 'W',
      weight: 3,
      next: among('nan', 'inf', '1_000', '1e3', '١٢', '-12 W', '99%', '42.0', 'none'),
    }),
    platform: 'template',
  },
  {
    ...sensor('legacy_station', undefined, { unit: '°C', weight: 2, next: walk(0, 30, { step: 1 }) }),
    platform: 'rest',
    attributes: {
      unit_of_measurement: '°C',
      device_class: 'temperature',
      friendly_name: 'Legacy, "old" = station \\',
      'rain = today, mm': 1.2,
      größe: 3,
      'a b': 'x',
      time: '2026-01-15T07:31:04Z',
      value: 5,
      state: 'ok',
      entity_id: ['sensor.other'],
      domain: 'rest',
      NaN: null,
      _private: true,
    },
  },
]

function sensor(
  name: string,
  device: string | undefined,
  spec: {
    readonly unit?: string
    readonly class?: string
    readonly state?: string
    readonly category?: 'config' | 'diagnostic'
    readonly weight: number
    readonly next: Simulator
  },
): Entity {
  return {
    entityId: `sensor.${name}`,
    ...(device === undefined ? {} : { device }),
    platform: device === 'weatherStation' ? 'ecowitt' : device === undefined ? 'mqtt' : 'zha',
    ...(spec.category === undefined ? {} : { category: spec.category }),
    weight: spec.weight,
    attributes: {
      ...(spec.state === undefined ? measurement : { state_class: spec.state }),
      ...(spec.unit === undefined ? {} : { unit_of_measurement: spec.unit }),
      ...(spec.class === undefined ? {} : { device_class: spec.class }),
      friendly_name: title(name),
    },
    next: spec.next,
  }
}

/** `front_door` as Home Assistant shows it: Front Door. */
export function title(name: string): string {
  return name.replace(
    /(^|_)([a-z])/g,
    (_, gap: string, letter: string) => (gap === '' ? '' : ' ') + letter.toUpperCase(),
  )
}

function isoTimes(): Simulator {
  return (random) => ({
    state: `2026-01-15T${String(random.int(0, 23)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}:00+00:00`,
  })
}

/** Texts that hold digits, quotes, commas, a line break, and one of the greatest length. */
function proseStates(): Simulator {
  const texts = among(
    'Last seen 23 minutes ago',
    'a,b=c d',
    'say "hi"',
    'C:\\temp\\',
    'line one\nline two',
    'Zürich 日本 🌦',
    '5%',
    '0.120.240.2023873',
    'x'.repeat(255),
    '',
  )
  return withAttributes(texts, (random) => ({ length: random.int(1, 255) }))
}
