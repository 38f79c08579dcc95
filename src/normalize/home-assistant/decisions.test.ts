import { expect, test } from 'vitest'
import type { JsonRecord } from '../record.ts'
import { createHomeAssistantNormalizer } from './normalizer.ts'
import { homeAssistantShape, homeiqShape } from './shapes.ts'
import { event, pointOf, sensor } from './testing/state-changed.ts'

test('the type of the event is a tag where it is declared', () => {
  const shape = { ...homeAssistantShape, tags: ['event_type', 'domain'] }
  expect(pointOf(event('sensor.a', 'x'), { shape }).tags).toEqual({ event_type: 'state_changed', domain: 'sensor' })
})

test('an energy without a declared unit is in the unit of the deployment', () => {
  const shape = { measurement: 'm', tags: [], fields: { energy_consumption: { type: 'float' as const } } }
  const attributes = sensor('Wh', 'energy', 'total_increasing')
  const given = event('sensor.e', '1500', { attributes, old: { state: '1000', attributes } })
  expect(pointOf(given, { shape }).fields).toEqual({ energy_consumption: 0.5 })
  expect(pointOf(given, { shape, units: { energy: 'Wh' } }).fields).toEqual({ energy_consumption: 500 })
})

const meters: readonly [what: string, before: string, after: string, decision: JsonRecord][] = [
  ['restarted', '1000', '250', { from: 'a meter that restarted', to: 'its new total' }],
  ['dipped', '1000', '950', { from: 'a total that fell by less than a tenth', to: '0' }],
]
for (const [what, before, after, decision] of meters) {
  test(`a meter that ${what} is reported`, () => {
    const attributes = sensor('kWh', 'energy', 'total_increasing')
    const { decisions } = pointOf(event('sensor.e', after, { attributes, old: { state: before, attributes } }))
    expect(decisions).toEqual([{ kind: 'converted', rule: 'energy', key: 'energy_consumption', ...decision }])
  })
}

test('a confidence that is none is reported, an absent one is not', () => {
  const decisionsOf = (attributes: JsonRecord) => pointOf(event('binary_sensor.b', 'on', { attributes })).decisions
  const decision = { kind: 'omitted', rule: 'confidence', key: 'confidence', reason: 'not a number' }
  for (const confidence of [1.1, -0.1, '0.8', true]) expect(decisionsOf({ confidence })).toEqual([decision])
  for (const attributes of [{}, { confidence: null }, { confidence: 0.5 }]) expect(decisionsOf(attributes)).toEqual([])
  expect(
    pointOf(event('binary_sensor.b', 'on', { attributes: { confidence: 0.3, probability: 0.9 } })).fields,
  ).toMatchObject({ confidence: 0.3 })
})

/** What a drop says of the event. */
const details: readonly [given: unknown, detail: string][] = [
  [5, '5'],
  [event('sensor.a', 'x', { outer: { event_type: 'call_service' } }), 'call_service'],
  [event('Sensor.a', 'x'), 'Sensor.a'],
  [event('sensor.a', ''), 'sensor.a'],
  [event('sensor.a', 5), 'sensor.a'],
  [event('sensor.a', 'x', { outer: { time_fired: 'now' } }), 'now'],
  [event('sensor.a', 'x', { outer: { time_fired: Number.NaN } }), 'null'],
]
for (const [given, detail] of details) {
  test(`a drop says ${detail}`, () => {
    expect(createHomeAssistantNormalizer({ shape: homeiqShape }).normalize(given)).toMatchObject({
      kind: 'drop',
      detail,
    })
  })
}

test('the entity id of the state serves where the event has none, and the last change where nothing else is a time', () => {
  const given = event('sensor.a', 'x', { outer: { time_fired: undefined, event_type: undefined } })
  Object.assign(given.data, { entity_id: undefined })
  Object.assign(given.data.new_state, { last_updated: undefined, last_changed: 1_768_462_264.5 })
  expect(pointOf(given)).toMatchObject({ tags: { entity_id: 'sensor.a' }, time: 1768462264500000000n })
})

test('a duration goes into the field that the contract declares', () => {
  const fields = { duration_in_state_seconds: { type: 'float' as const } }
  const old = { state: 'on', last_changed: '2026-01-15T07:31:03.012345+00:00' }
  const { fields: written } = pointOf(event('switch.s', 'off', { old }), {
    shape: { measurement: 'm', tags: [], fields },
  })
  expect(written).toEqual({ duration_in_state_seconds: 1.5 })
})

test('a duration of nothing is not clamped, a negative one is, and says so', () => {
  const decisionsOf = (last_changed: string) =>
    pointOf(event('switch.s', 'off', { old: { state: 'on', last_changed } })).decisions
  expect(decisionsOf('2026-01-15T07:31:04.512345+00:00')).toEqual([])
  expect(decisionsOf('2026-01-15T07:31:03.512345+00:00')).toEqual([])
  expect(decisionsOf('2026-01-15T07:31:04.512346+00:00')).toEqual([
    { kind: 'converted', rule: 'duration', key: 'duration_seconds', from: 'negative', to: '0' },
  ])
})

test('only a meter of energy whose two totals can be read counts energy', () => {
  const energy = sensor('kWh', 'energy', 'total_increasing')
  const counted = (attributes: JsonRecord, before: unknown, after = '12') => {
    const { fields, decisions } = pointOf(event('sensor.e', after, { attributes, old: { state: before, attributes } }))
    return [fields.energy_consumption, decisions]
  }
  expect(counted(energy, '10')).toEqual([2, []])
  expect(counted(energy, '12')).toEqual([0, []])
  expect(counted(energy, 10)).toEqual([undefined, []])
  expect(counted(energy, 'unknown')).toEqual([undefined, []])
  expect(counted(energy, '10', 'unknown')).toEqual([undefined, []])
  expect(counted({ ...energy, device_class: 'gas' }, '10')).toEqual([undefined, []])
  expect(counted({ ...energy, unit_of_measurement: undefined }, '10')).toEqual([undefined, []])
  expect(counted({ ...energy, unit_of_measurement: 'm³' }, '10')).toEqual([undefined, []])
  expect(pointOf(event('sensor.e', '12', { attributes: energy, old: { state: '10' } })).fields).not.toHaveProperty(
    'energy_consumption',
  )
})
