import { expect, test } from 'vitest'
import { devicePair } from './device-pair.ts'
import { createPatternAggregatesNormalizer } from './normalizer.ts'
import { type PeriodKind, periodStart } from './period.ts'

const starts: readonly [kind: PeriodKind, text: string, start: string][] = [
  ['date', '2025-10-24', '2025-10-24T00:00:00Z'],
  ['date', '2024-02-29', '2024-02-29T00:00:00Z'],
  ['week', '2025-W43', '2025-10-20T00:00:00Z'],
  ['week', '2026-W01', '2025-12-29T00:00:00Z'],
  ['week', '2026-W53', '2026-12-28T00:00:00Z'],
  ['week', '2021-W01', '2021-01-04T00:00:00Z'],
  ['month', '2025-10', '2025-10-01T00:00:00Z'],
  ['month', '2025-12', '2025-12-01T00:00:00Z'],
]
for (const [kind, text, start] of starts) {
  test(`${kind} ${text} starts at ${start}`, () => {
    expect(periodStart(kind, text)).toBe(BigInt(Date.parse(start)) * 1_000_000n)
  })
}

const noPeriods: readonly [kind: PeriodKind, text: string][] = [
  ['date', '2025-02-29'],
  ['date', '2025-13-01'],
  ['date', '2025-12-32'],
  ['date', '2025-10-00'],
  ['date', '2025-00-05'],
  ['date', 'x2025-10-24'],
  ['date', '2025-10'],
  ['date', '2025-10-24T00:00:00'],
  ['week', '2025-W53'],
  ['week', '2025-W00'],
  ['week', '2025-43'],
  ['week', '2025-W43x'],
  ['month', 'x2025-10'],
  ['month', '2025-10x'],
  ['month', '2025-00'],
  ['month', '2025-13'],
]
for (const [kind, text] of noPeriods) {
  test(`there is no ${kind} ${text}`, () => expect(periodStart(kind, text)).toBeUndefined())
}

test('a pair of devices is sorted, however it comes', () => {
  for (const pair of [['b', 'a'], ['a', 'b'], 'b|a', 'a|b']) expect(devicePair(pair)).toBe('a|b')
})

test('anything but two devices is no pair', () => {
  for (const pair of [
    [],
    ['a'],
    ['a', 'b', 'c'],
    ['a', ''],
    ['a|b', 'c'],
    ['a', 'b|c'],
    'a',
    'a|b|c',
    '|b',
    'a|',
    5,
    null,
    ['a', 1],
    [1, 'a'],
    ['', 'b'],
    {},
  ]) {
    expect(devicePair(pair)).toBeUndefined()
  }
})

const { normalize } = createPatternAggregatesNormalizer()
const timeBased = {
  measurement: 'time_based_daily',
  date: '2025-10-24',
  entity_id: 'light.living_room',
  domain: 'light',
  hourly_distribution: Array.from({ length: 24 }, (_, hour) => hour),
  peak_hours: [8, 9],
  frequency: 12,
  confidence: 1,
  occurrences: 300,
}

test('a whole number in a float field is a float, an integer field holds an integer', () => {
  const outcome = normalize(timeBased)
  expect(outcome).toMatchObject({
    kind: 'point',
    point: { measurement: 'time_based_daily', time: 1761264000000000000n },
  })
  const fields = outcome.kind === 'point' ? Object.fromEntries(outcome.point.fields) : {}
  expect(fields).toEqual({
    frequency: { type: 'float', value: 12 },
    confidence: { type: 'float', value: 1 },
    occurrences: { type: 'integer', value: 300n },
    hourly_distribution: { type: 'string', value: '[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]' },
    peak_hours: { type: 'string', value: '[8,9]' },
  })
})

test('a rerun gives the same series and time', () => {
  const rerun = normalize({ ...timeBased, frequency: 13.5 })
  const first = normalize(timeBased)
  if (rerun.kind !== 'point' || first.kind !== 'point') throw new Error('expected points')
  expect([rerun.point.tags, rerun.point.time]).toEqual([first.point.tags, first.point.time])
})

const dropped: readonly [what: string, record: object, reason: string][] = [
  ['an unknown measurement', { ...timeBased, measurement: 'x' }, 'unknown record type'],
  ['a day that does not exist', { ...timeBased, date: '2025-02-30' }, 'invalid period'],
  ['no date', { ...timeBased, date: undefined }, 'invalid period'],
  ['no entity', { ...timeBased, entity_id: undefined }, 'missing value'],
  ['a distribution of 23 hours', { ...timeBased, hourly_distribution: [1, 2, 3] }, 'out of range'],
  ['a confidence above 1', { ...timeBased, confidence: 1.01 }, 'out of range'],
  ['a confidence below 0', { ...timeBased, confidence: -0.01 }, 'out of range'],
  ['a text for a number', { ...timeBased, frequency: '12' }, 'invalid value'],
  ['a truth value for a number', { ...timeBased, occurrences: true }, 'invalid value'],
  [
    'an anomaly type beyond the five',
    { measurement: 'anomaly_daily', date: '2025-10-24', entity_id: 'a.b', anomaly_type: 'odd' },
    'out of range',
  ],
  [
    'a severity beyond the four',
    { measurement: 'anomaly_daily', date: '2025-10-24', entity_id: 'a.b', anomaly_type: 'value', severity: 'bad' },
    'out of range',
  ],
  ['a day type beyond two', { measurement: 'day_type_weekly', week: '2025-W43', day_type: 'holiday' }, 'out of range'],
  [
    'no fields',
    { measurement: 'day_type_weekly', week: '2025-W43', day_type: 'weekend', avg_events: null },
    'no fields',
  ],
  ['a list', [], 'not an event'],
]
for (const [what, record, reason] of dropped) {
  test(`drops ${what}`, () => expect(normalize(record)).toMatchObject({ kind: 'drop', reason }))
}

test('a sequence without id gets the digest of its members', () => {
  const record = { measurement: 'sequence_daily', date: '2025-10-24', sequence: ['light.a', 'light.b'], frequency: 3 }
  const outcome = normalize(record)
  const id = outcome.kind === 'point' ? outcome.point.tags.find(([key]) => key === 'sequence_id')?.[1] : undefined
  expect(id).toMatch(/^[0-9a-f]{64}$/)
})

test('a shape of the contract replaces the detectors own', () => {
  const shape = {
    measurement: 'time_based_daily',
    tags: ['entity_id'],
    fields: { occurrences: { type: 'float' as const } },
  }
  const own = createPatternAggregatesNormalizer({ shapes: { time_based_daily: shape } })
  expect(own.normalize(timeBased)).toMatchObject({
    point: { tags: [['entity_id', 'light.living_room']], fields: [['occurrences', { type: 'float', value: 300 }]] },
  })
})

const anomaly = { measurement: 'anomaly_daily', date: '2025-10-24', entity_id: 'a.b', anomaly_type: 'value' }
/** What a drop says of the record. */
const details: readonly [record: object, detail: string][] = [
  [{ ...timeBased, measurement: 5 }, '5'],
  [{ ...timeBased, measurement: ['time_based_daily'] }, '["time_based_daily"]'],
  [{ ...timeBased, date: '2025-02-30' }, 'date "2025-02-30"'],
  [{ ...timeBased, date: ['2025-10-24'] }, 'date ["2025-10-24"]'],
  [{ ...timeBased, entity_id: '' }, 'entity_id'],
  [{ ...timeBased, entity_id: 5 }, 'entity_id'],
  [{ ...timeBased, hourly_distribution: [1, 2, 3] }, 'hourly_distribution needs 24 numbers'],
  [{ ...timeBased, hourly_distribution: Array(24).fill('1') }, 'hourly_distribution needs 24 numbers'],
  [{ ...timeBased, hourly_distribution: [...Array(23).fill(1), null] }, 'hourly_distribution needs 24 numbers'],
  [{ ...timeBased, hourly_distribution: { length: 24 } }, 'hourly_distribution needs 24 numbers'],
  [{ ...timeBased, confidence: 1.01 }, 'confidence 1.01'],
  [{ ...timeBased, frequency: '12' }, 'frequency "12"'],
  [{ ...timeBased, peak_hours: 8 }, 'peak_hours 8'],
  [{ ...timeBased, frequency: [12] }, 'frequency [12]'],
  [{ ...anomaly, anomaly_type: 'odd' }, 'anomaly_type odd'],
  [{ ...anomaly, severity: 'bad' }, 'severity bad'],
]
for (const [record, detail] of details) {
  test(`a drop says ${detail}`, () => expect(normalize(record)).toMatchObject({ kind: 'drop', detail }))
}

test('a null is left out and reported', () => {
  expect(normalize({ ...timeBased, confidence: null })).toMatchObject({
    kind: 'point',
    decisions: [{ kind: 'omitted', rule: 'fields', key: 'confidence', reason: 'null' }],
  })
})

test('a text stays as it is where JSON may stand', () => {
  const outcome = normalize({ ...timeBased, peak_hours: '[8]' })
  const fields = outcome.kind === 'point' ? Object.fromEntries(outcome.point.fields) : {}
  expect(fields.peak_hours).toEqual({ type: 'string', value: '[8]' })
})

test('the pair and the sequence are read from the devices where they are not given', () => {
  const tagsOf = (record: object) => {
    const outcome = normalize(record)
    return outcome.kind === 'point' ? Object.fromEntries(outcome.point.tags) : outcome.detail
  }
  const pair = { measurement: 'co_occurrence_daily', date: '2025-10-24', confidence: 1 }
  expect(tagsOf({ ...pair, devices: ['b', 'a'] })).toMatchObject({ device_pair: 'a|b' })
  expect(tagsOf({ ...pair, device_pair: 'd|c', devices: ['b', 'a'] })).toMatchObject({ device_pair: 'c|d' })
  const sequence = { measurement: 'sequence_daily', date: '2025-10-24', frequency: 3 }
  expect(tagsOf({ ...sequence, sequence_id: 'x', sequence: ['a', 'b'] })).toMatchObject({ sequence_id: 'x' })
  expect(tagsOf({ ...sequence, sequence: 'a, b' })).toBe('sequence_id')
  expect(tagsOf({ ...sequence, sequence_id: '', sequence: ['a', 'b'] })).toBe('sequence_id')
  expect(tagsOf({ ...sequence, sequence: ['a', 'b'] })).not.toEqual(tagsOf({ ...sequence, sequence: ['b', 'a'] }))
})
