import { expect, test } from 'vitest'
import { requireContract } from '../contract/load-contract.ts'
import { parseContract } from '../contract/parse-contract.ts'
import { normalizerFor } from './for-contract.ts'

const normalizerOf = (name: string) => {
  const path = new URL(`../../fixtures/contracts/${name}.yaml`, import.meta.url).pathname
  return normalizerFor(requireContract(path, { env: {} }), { timeZone: 'Europe/Berlin' })
}

const time = '2026-01-15T07:31:04+00:00'
const state = { state: 'on', attributes: {}, last_updated: time }
const home = { event_type: 'state_changed', data: { entity_id: 'light.a', new_state: state }, time_fired: time }

/** A record of each kind of each system, and the measurement and bucket key of its point. */
const records: readonly (readonly [contract: string, record: object, measurement: string])[] = [
  ['energy-monitor', { building_id: 'b', aggregate_kw: 1, time }, 'raw_reading'],
  ['energy-monitor', { building_id: 'b', appliance_id: 'a', predicted_kw: 1, time }, 'prediction'],
  ['gray-logic', { kind: 'device', device_id: 'd', measurement: 'm', value: 1, time }, 'device_metrics'],
  ['gray-logic', { kind: 'energy', device_id: 'd', power_watts: 1, time }, 'energy'],
  ['gray-logic', { kind: 'phm', device_id: 'd', metric: 'm', value: 1, time }, 'phm'],
  ['homeiq', home, 'home_assistant_events'],
  ['home-assistant', home, 'home_assistant_events'],
  [
    'pattern-aggregates',
    { measurement: 'day_type_weekly', week: '2025-W43', day_type: 'weekend', avg_events: 1 },
    'day_type_weekly',
  ],
]
for (const [contract, record, measurement] of records) {
  test(`${contract} makes a point of ${measurement} in the bucket that declares it`, () => {
    const normalizer = normalizerOf(contract)
    expect(normalizer.system).toBe(contract)
    expect(normalizer.normalize(record)).toMatchObject({ kind: 'point', point: { measurement } })
    expect(normalizer.bucketKeyOf(measurement)).toEqual(expect.any(String))
    expect(normalizer.unwrap !== undefined).toBe(contract === 'homeiq' || contract === 'home-assistant')
  })
}

/** A contract whose measurements declare one integer field each, which no system does by itself. */
function integers(name: string, measurements: Readonly<Record<string, string>>) {
  const lines = Object.entries(measurements).map(
    ([key, field]) => `      ${key}: { fields: { ${field}: { type: integer } } }`,
  )
  const text = ['contract: 1', `name: ${name}`, 'org: o', 'buckets:', '  b:', '    retention: 30d', '    measurements:']
  const result = parseContract([...text, ...lines, ''].join('\n'), {
    file: 'c.yaml',
    env: {},
    readFlux: () => new Error('no file'),
  })
  if (result.contract === undefined) throw new Error(JSON.stringify(result.problems))
  return normalizerFor(result.contract)
}

test("every system takes the types of the contract's own measurements", () => {
  const fieldsOf = (normalizer: ReturnType<typeof integers>, record: object) => {
    const outcome = normalizer.normalize(record)
    return outcome.kind === 'point' ? outcome.point.fields : outcome.reason
  }
  const energy = integers('energy-monitor', { raw_reading: 'aggregate_kw', prediction: 'predicted_kw' })
  const one = { type: 'integer', value: 1n }
  expect(fieldsOf(energy, { building_id: 'b', aggregate_kw: 1, time })).toEqual([['aggregate_kw', one]])
  expect(fieldsOf(energy, { building_id: 'b', predicted_kw: 1, time })).toEqual([['predicted_kw', one]])
  const gray = integers('gray-logic', { device_metrics: 'value', energy: 'power_watts', phm: 'value', stats: 'n' })
  expect(fieldsOf(gray, { kind: 'device', device_id: 'd', value: 1, time })).toEqual([['value', one]])
  expect(fieldsOf(gray, { kind: 'energy', device_id: 'd', power_watts: 1, time })).toEqual([['power_watts', one]])
  expect(fieldsOf(gray, { kind: 'phm', device_id: 'd', value: 1, time })).toEqual([['value', one]])
  expect(fieldsOf(gray, { kind: 'point', measurement: 'stats', fields: { n: 1 }, time })).toEqual([['n', one]])
  const patterns = integers('pattern-aggregates', { day_type_weekly: 'avg_events' })
  expect(fieldsOf(patterns, { measurement: 'day_type_weekly', week: '2025-W43', avg_events: 1 })).toEqual([
    ['avg_events', one],
  ])
})

test('a point of a measurement that the contract does not declare is dropped, and names it', () => {
  const notDeclared = (measurement: string) => ({ kind: 'drop', reason: 'not declared', detail: measurement })
  const season = { measurement: 'seasonal_monthly', month: '2025-10', season: 'spring', confidence: 1 }
  const patterns = integers('pattern-aggregates', { day_type_weekly: 'avg_events' })
  expect(patterns.normalize(season)).toEqual(notDeclared('seasonal_monthly'))
  const energy = integers('energy-monitor', { prediction: 'predicted_kw' })
  expect(energy.normalize({ building_id: 'b', aggregate_kw: 1, time })).toEqual(notDeclared('raw_reading'))
  const gray = integers('gray-logic', { phm: 'value' })
  expect(gray.normalize({ kind: 'point', measurement: 'x', fields: { n: 1 }, time })).toEqual(notDeclared('x'))
})

test('a contract that nothing can be made for says what to do', () => {
  expect(() => integers('mine', { x: 'v' })).toThrow(
    /normalize for the contract mine.*energy-monitor, .*measurements of none of them.*Name the system/s,
  )
  expect(() => integers('homeiq', { x: 'v' })).toThrow(/normalize for the contract homeiq.*state_value.*neither/s)
})
