import type { Random } from '../../../normalize/generate/random.ts'
import type { PointForm } from './point-form.ts'

interface Kind {
  readonly domain: string
  readonly deviceClass?: string
  readonly unit?: string
  readonly integration: string
  /** Numeric states go up to it, with one decimal; absent: on and off. */
  readonly max?: number
}

/** One device class a unit, so that a filter by the tag and one by the field find the same points. */
const kinds: readonly [Kind, ...Kind[]] = [
  { domain: 'sensor', deviceClass: 'temperature', unit: '°C', integration: 'zha', max: 40 },
  { domain: 'binary_sensor', deviceClass: 'motion', integration: 'zha' },
  { domain: 'sensor', deviceClass: 'humidity', unit: '%', integration: 'zha', max: 100 },
  { domain: 'light', integration: 'hue' },
  { domain: 'sensor', deviceClass: 'power', unit: 'W', integration: 'mqtt', max: 3000 },
  { domain: 'binary_sensor', deviceClass: 'door', integration: 'mqtt' },
  { domain: 'sensor', deviceClass: 'energy', unit: 'kWh', integration: 'mqtt', max: 90_000 },
  { domain: 'switch', deviceClass: 'outlet', integration: 'mqtt' },
]
const areas = ['kitchen', 'living_room', 'bedroom', 'bath', 'hall', 'office', 'garage', 'attic', 'cellar', 'garden']
const optional = (...keys: readonly string[]) => keys.map((key) => ({ key }))

/** `home_assistant_events` as HomeIQ writes it: one state change of one entity. `time_of_day` gives an entity up to four series. */
export const homeAssistant: PointForm = {
  record: {
    measurement: 'home_assistant_events',
    tags: [
      { key: 'entity_id', required: true },
      { key: 'domain', required: true },
      ...optional('device_class', 'area', 'integration'),
      { key: 'time_of_day', required: true },
    ],
    fields: [
      { key: 'state_value', type: 'string', required: true },
      { key: 'previous_state', type: 'string' },
      { key: 'normalized_value', type: 'float' },
      { key: 'unit_of_measurement', type: 'string' },
      { key: 'context_id', type: 'string' },
      { key: 'duration_seconds', type: 'integer' },
    ],
  },
  times: 'apart',
  tagsOf(index, hour) {
    const { domain, deviceClass, integration } = kindOf(index)
    const area = areas[Math.floor(index / kinds.length) % areas.length]
    const number = Math.floor(index / (kinds.length * areas.length)) + 1
    return {
      entity_id: `${domain}.${area}_${deviceClass ?? 'lamp'}_${number}`,
      domain,
      ...(deviceClass !== undefined && { device_class: deviceClass }),
      area,
      integration,
      time_of_day: partOfDay(hour),
    }
  },
  fieldsOf(index, random) {
    const { max, unit } = kindOf(index)
    const context = { context_id: ulidOf(random), duration_seconds: random.int(1, 3600) }
    if (max === undefined || unit === undefined) {
      const isOn = random.chance(0.5)
      const [now, before] = isOn ? ['on', 'off'] : ['off', 'on']
      return { state_value: now, previous_state: before, normalized_value: isOn ? 1 : 0, ...context }
    }
    const value = random.int(0, max * 10) / 10
    const before = String(random.int(0, max * 10) / 10)
    return {
      state_value: String(value),
      previous_state: before,
      normalized_value: value,
      unit_of_measurement: unit,
      ...context,
    }
  },
}

function kindOf(index: number): Kind {
  return kinds[index % kinds.length] ?? kinds[0]
}

function partOfDay(hour: number): string {
  if (hour < 6) return 'night'
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // cspell:disable-line
const pairs = Array.from({ length: 1024 }, (_, index) => `${crockford[Math.floor(index / 32)]}${crockford[index % 32]}`)

/** The shape of a ULID: ten characters of a time, sixteen by chance. */
function ulidOf(random: Random): string {
  let text = '01KEZ3J9Q0'
  for (let draw = 0; draw < 4; draw++) {
    const bits = random.int(0, 0xfffff)
    text += `${pairs[bits >> 10]}${pairs[bits & 1023]}`
  }
  return text
}
