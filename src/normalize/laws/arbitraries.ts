import fc from 'fast-check'
import { isoTime } from '../generate/timestamp.ts'
import { type Quantity, unitNames } from '../units/table.ts'

/** A few entities, so that events of one entity follow each other. */
const entityIds = [
  'sensor.a',
  'sensor.b_2',
  'binary_sensor.door',
  'light.kitchen',
  'lock.front',
  'cover.garage',
  'weather.home',
  'weather.away',
  'person.ana',
  'number.n',
  'select.s',
  'sun.sun',
  'climate.c',
  '3d_printer.x',
]
const notEntityIds = ['Sensor.a', 'sensor', 'sensor.', '.a', 'sensor.a__b', 'sensor._a', 'sensor.a.b', '', 'sensor.ä']

const states = fc.oneof(
  fc.constantFrom(
    'on',
    'off',
    'open',
    'opening',
    'closed',
    'locked',
    'jammed',
    'home',
    'Work',
    'unavailable',
    'unknown',
    '',
  ),
  fc.constantFrom('1', '0', '21', '21.0', '-3.5', '1e5', '1e-05', '.5', '5.', '1e999', '0x10', ' 1', '1 ', '+7'),
  fc.constantFrom(
    'nan',
    'inf',
    '1_000',
    '١٢',
    '5%',
    '-12 dBm',
    '20c',
    'Last seen 23 minutes ago',
    '2017-01-01 00:00:00',
    'x'.repeat(255),
  ),
  fc.double({ noNaN: true }).map(String),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

const units = fc.constantFrom(...Object.values(unitNames).flat(), 'μg/m³', '%', 'lx', '', null, 7)
const deviceClasses = fc.constantFrom(
  'temperature',
  'temperature_delta',
  'energy',
  'power',
  'wind_speed',
  'timestamp',
  'enum',
  'door',
  'lock',
  '',
  null,
)

/** Attributes: those that rules read, of right and wrong types, and strangers. */
const attributes = fc.oneof(
  fc.constant(null),
  fc.dictionary(
    fc.constantFrom('rain = today, mm', 'a b', 'größe', 'time', 'value', 'state', '__proto__', 'constructor'),
    fc.jsonValue(),
    {
      maxKeys: 3,
    },
  ),
  fc.record(
    {
      unit_of_measurement: units,
      device_class: deviceClasses,
      state_class: fc.constantFrom('measurement', 'total', 'total_increasing', null),
      friendly_name: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom('A, b = c', 'C:\\', 'a\\ b\\', '\n', 'n'.repeat(600)),
      ),
      temperature: fc.oneof(fc.double(), fc.integer(), fc.constantFrom(null, '20c')),
      temperature_unit: fc.constantFrom('°C', '°F', 'K', 'F', null),
      humidity: fc.oneof(fc.integer(), fc.constantFrom(null, '50%')),
      pressure: fc.oneof(fc.double(), fc.constant(null)),
      pressure_unit: fc.constantFrom('hPa', 'inHg', 'furlong'),
      azimuth: fc.oneof(fc.double(), fc.integer(), fc.constantFrom('12', true, null)),
      probability: fc.oneof(fc.double(), fc.constantFrom('0.5', null)),
    },
    { requiredKeys: [] },
  ),
)

const micros = fc.integer({ min: 0, max: 4_102_444_800_000_000 })
const times = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(micros, fc.constantFrom(0, 0, -300, 330, 840)).map(([at, offset]) => isoTime(at, offset)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2026-01-15T07:31:04', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59Z', 'now', '', null),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.double(),
      micros.map((at) => at / 1e6),
    ),
  },
)

const contexts = fc.oneof(
  fc.constant(null),
  fc.record(
    {
      id: fc.oneof(fc.string({ minLength: 26, maxLength: 26 }), fc.integer()),
      parent_id: fc.option(fc.string()),
      user_id: fc.option(fc.string()),
    },
    { requiredKeys: [] },
  ),
)

const rawState = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record(
      { state: fc.oneof(states, fc.constant(5)), attributes, last_changed: times, context: contexts },
      { requiredKeys: ['state'] },
    ),
  },
  { weight: 1, arbitrary: fc.constant(null) },
)

/** A state change, mostly of the form that Home Assistant sends. */
export const stateChange: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record(
      {
        event_type: fc.oneof({ weight: 9, arbitrary: fc.constant('state_changed') }, fc.constant('call_service')),
        data: fc.record({
          entity_id: fc.oneof(
            { weight: 9, arbitrary: fc.constantFrom(...entityIds) },
            fc.constantFrom(...notEntityIds, null),
          ),
          old_state: rawState,
          new_state: rawState,
        }),
        time_fired: times,
        context: contexts,
      },
      { requiredKeys: ['data', 'time_fired'] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
)

/** A number that a detector or meter may send, or what it must not. */
const value = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1, 12.5, null, '12', true, [1], {}))
const id = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('home-1', 'fridge', 'light-living-01') },
  fc.constantFrom('a b', '', 'x'.repeat(65), 7, null),
)

/** A reading or a prediction of energy-monitor. */
export const energyRecord: fc.Arbitrary<unknown> = fc.record(
  {
    building_id: id,
    appliance_id: id,
    model_version: fc.constantFrom('tcn-2.3.0', 'v1 beta'),
    source: fc.constantFrom('live', 'parquet', ''),
    time: times,
    aggregate_kw: value,
    voltage: value,
    predicted_kw: value,
    confidence: value,
    request_id: fc.string(),
  },
  { requiredKeys: ['building_id', 'time'] },
)

/** A call of one of Gray Logic's writers. */
export const grayLogicRecord: fc.Arbitrary<unknown> = fc.record(
  {
    kind: fc.constantFrom('device', 'energy', 'phm', 'point', 'other'),
    device_id: id,
    measurement: fc.oneof(
      fc.constantFrom('temperature_c', 'system_stats'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    metric: fc.constantFrom('runtime_hours', ''),
    value,
    power_watts: value,
    energy_kwh: value,
    tags: fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 })),
    fields: fc.dictionary(fc.constantFrom('cpu_percent', 'time', 'a=b'), value),
    time: times,
  },
  { requiredKeys: ['kind', 'time'] },
)

const text = fc.oneof(
  fc.constantFrom('light.a', 'light.b', 'timing', 'weekday', 'winter', 'low'),
  fc.string({ unit: 'binary', maxLength: 5 }),
)

/** A detector's result. */
export const patternRecord: fc.Arbitrary<unknown> = fc.record(
  {
    measurement: fc.constantFrom(
      'time_based_daily',
      'co_occurrence_daily',
      'sequence_daily',
      'anomaly_daily',
      'session_weekly',
      'seasonal_monthly',
      'other',
    ),
    date: fc.constantFrom('2025-10-24', '2025-02-29', '2025-1-1', 5),
    week: fc.constantFrom('2025-W43', '2025-W53', '2026-W53'),
    month: fc.constantFrom('2025-10', '2025-13'),
    entity_id: text,
    domain: text,
    area_id: text,
    devices: fc.array(text, { maxLength: 3 }),
    sequence: fc.array(text),
    anomaly_type: text,
    session_type: text,
    season: text,
    severity: text,
    frequency: value,
    confidence: value,
    occurrences: value,
    anomaly_score: value,
    co_occurrence_count: value,
    avg_duration_seconds: value,
    session_count: value,
    hourly_distribution: fc.oneof(fc.array(fc.integer(), { minLength: 24, maxLength: 24 }), fc.jsonValue()),
  },
  { requiredKeys: ['measurement'] },
)

/** A quantity, two of its units and a value that a meter may read. Beaufort is left out: it is rounded. */
export const conversionCase: fc.Arbitrary<{ quantity: Quantity; from: string; to: string; value: number }> = fc
  .constantFrom(...(Object.keys(unitNames) as Quantity[]))
  .chain((quantity) => {
    const unit = fc.constantFrom(...unitNames[quantity].filter((name) => name !== 'Beaufort'))
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    return fc.record({ quantity: fc.constant(quantity), from: unit, to: unit, value })
  })

/** Microseconds since the epoch and an offset in minutes, as far as zones go. */
export const instantCase = fc.record({ micros, offset: fc.integer({ min: -14 * 60, max: 14 * 60 }) })
