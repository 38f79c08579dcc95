import { expect, test } from 'vitest'
import { createEnergyMonitorNormalizer } from './normalizer.ts'

const { normalize } = createEnergyMonitorNormalizer()
const time = '2026-01-15T07:31:00+00:00'
const reading = { building_id: 'home-1', source: 'live', time, aggregate_kw: 1, voltage: 231.5 }
const prediction = {
  building_id: 'home-1',
  appliance_id: 'fridge',
  model_version: 'tcn-2.3.0',
  time,
  predicted_kw: 0.11,
  confidence: 0.9,
  latency_ms: 12,
  request_id: 'r-1',
}

test('a reading is a point of floats', () => {
  expect(normalize(reading)).toEqual({
    kind: 'point',
    point: {
      measurement: 'raw_reading',
      tags: [
        ['building_id', 'home-1'],
        ['source', 'live'],
      ],
      fields: [
        ['aggregate_kw', { type: 'float', value: 1 }],
        ['voltage', { type: 'float', value: 231.5 }],
      ],
      time: 1768462260000000000n,
    },
    decisions: [],
  })
})

test('epoch milliseconds are a time', () => {
  expect(normalize({ ...reading, time: 1768462260000 })).toMatchObject({ point: { time: 1768462260000000000n } })
})

const clamped: readonly [key: string, given: number, written: number][] = [
  ['predicted_kw', -0.004, 0],
  ['predicted_kw', -0, 0],
  ['predicted_kw', 11, 11],
  ['confidence', 1.02, 1],
  ['confidence', -0.1, 0],
  ['confidence', 0, 0],
  ['confidence', 1, 1],
]
for (const [key, given, written] of clamped) {
  test(`writes ${key} ${Object.is(given, -0) ? '-0' : given} as ${written}`, () => {
    const outcome = normalize({ ...prediction, [key]: given })
    if (outcome.kind !== 'point') throw new Error(outcome.reason)
    expect(Object.fromEntries(outcome.point.fields)[key]).toEqual({ type: 'float', value: written })
    const from = given < 0 ? 'below the least' : 'above the most'
    const decision = { kind: 'converted', rule: 'clamp', key, from, to: String(written) }
    expect(outcome.decisions).toEqual(given === written ? [] : [decision])
  })
}

const dropped: readonly [what: string, record: unknown, reason: string][] = [
  ['a reading above 1000 kW', { ...reading, aggregate_kw: 1000.1 }, 'out of range'],
  ['a reading below 0', { ...reading, aggregate_kw: -0.1 }, 'out of range'],
  ['a reading that is NaN', { ...reading, aggregate_kw: Number.NaN }, 'out of range'],
  ['a prediction that is NaN', { ...prediction, predicted_kw: Number.NaN }, 'invalid value'],
  ['a reading that is null', { ...reading, aggregate_kw: null }, 'missing value'],
  ['a reading that is a text', { ...reading, aggregate_kw: '1.2' }, 'invalid value'],
  ['a building with a blank', { ...reading, building_id: 'home 1' }, 'invalid id'],
  ['a building of 65 characters', { ...reading, building_id: 'x'.repeat(65) }, 'invalid id'],
  ['an empty building', { ...reading, building_id: '' }, 'invalid id'],
  ['no building', { ...reading, building_id: undefined }, 'missing value'],
  ['no appliance', { ...prediction, appliance_id: null }, 'missing value'],
  ['a time without offset', { ...reading, time: '2026-01-15T07:31:00' }, 'invalid time'],
  ['no time', { ...reading, time: undefined }, 'invalid time'],
  ['a record of neither kind', { building_id: 'home-1', time }, 'unknown record type'],
  ['a number', 5, 'not an event'],
]
for (const [what, record, reason] of dropped) {
  test(`drops ${what}`, () => expect(normalize(record)).toMatchObject({ kind: 'drop', reason }))
}

/** What a drop says of the record. */
const details: readonly [record: unknown, detail: string][] = [
  [{ ...reading, aggregate_kw: 1000.1 }, 'aggregate_kw 1000.1'],
  [{ ...reading, aggregate_kw: '1.2' }, 'aggregate_kw "1.2"'],
  [{ ...reading, voltage: true }, 'voltage true'],
  [{ ...reading, aggregate_kw: null }, 'aggregate_kw'],
  [{ ...reading, time: 'now' }, 'now'],
  [{ ...prediction, appliance_id: null }, 'appliance_id'],
  [{ ...prediction, confidence: '1.5' }, 'confidence "1.5"'],
  [5, '5'],
]
for (const [record, detail] of details) {
  test(`a drop names ${detail}`, () => expect(normalize(record)).toMatchObject({ kind: 'drop', detail }))
}

test('the kind of a record is the value that it has, and its shape the one given', () => {
  const fields = { predicted_kw: { type: 'integer' as const }, confidence: { type: 'float' as const } }
  const own = createEnergyMonitorNormalizer({ prediction: { measurement: 'guess', tags: [], fields } })
  expect(own.normalize({ ...prediction, building_id: undefined, aggregate_kw: 1, predicted_kw: 2.5 })).toMatchObject({
    point: {
      measurement: 'guess',
      tags: [],
      fields: [
        ['predicted_kw', { type: 'integer', value: 2n }],
        ['confidence', {}],
      ],
    },
  })
})

test('a record that has none of the declared fields is dropped', () => {
  const fields = { voltage: { type: 'float' as const } }
  const own = createEnergyMonitorNormalizer({ reading: { measurement: 'volts', tags: [], fields } })
  expect(own.normalize({ time, aggregate_kw: 1 })).toMatchObject({ kind: 'drop', reason: 'no fields' })
  expect(own.normalize({ time, aggregate_kw: 1, voltage: 0 })).toMatchObject({ kind: 'point' })
})

test('the bounds of a reading are inside', () => {
  for (const kw of [0, 1000]) expect(normalize({ ...reading, aggregate_kw: kw })).toMatchObject({ kind: 'point' })
})

test('a null beside the reading is left out and reported', () => {
  const outcome = normalize({ ...reading, voltage: null })
  expect(outcome).toMatchObject({ decisions: [{ kind: 'omitted', rule: 'fields', key: 'voltage', reason: 'null' }] })
})
