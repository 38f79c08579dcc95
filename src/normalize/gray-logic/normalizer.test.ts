import { expect, test } from 'vitest'
import { createGrayLogicNormalizer } from './normalizer.ts'

const { normalize } = createGrayLogicNormalizer()
const time = '2026-01-15T07:31:00.000000001Z'
const timeNs = 1768462260000000001n

test('a device metric names its metric in the tag measurement', () => {
  expect(
    normalize({ kind: 'device', device_id: 'light-living-01', measurement: 'power_watts', value: 23, time }),
  ).toEqual({
    kind: 'point',
    point: {
      measurement: 'device_metrics',
      tags: [
        ['device_id', 'light-living-01'],
        ['measurement', 'power_watts'],
      ],
      fields: [['value', { type: 'float', value: 23 }]],
      time: timeNs,
    },
    decisions: [],
  })
})

test('a true zero is written', () => {
  const outcome = normalize({ kind: 'energy', device_id: 'hvac-main', power_watts: 0, energy_kwh: 0, time })
  expect(outcome).toMatchObject({
    point: {
      fields: [
        ['power_watts', { type: 'float', value: 0 }],
        ['energy_kwh', { type: 'float', value: 0 }],
      ],
    },
  })
})

test('a missing energy is not written', () => {
  const outcome = normalize({ kind: 'energy', device_id: 'hvac-main', power_watts: 450, time })
  expect(outcome).toMatchObject({ point: { fields: [['power_watts', { type: 'float', value: 450 }]] } })
})

test('a free point keeps its names, and its numbers are floats', () => {
  const outcome = normalize({
    kind: 'point',
    measurement: 'system_stats',
    tags: { host: 'core-01' },
    fields: { cpu: 45, up: true, note: 'x' },
    time,
  })
  expect(outcome).toMatchObject({
    point: {
      measurement: 'system_stats',
      tags: [['host', 'core-01']],
      fields: [
        ['cpu', { type: 'float', value: 45 }],
        ['up', { type: 'boolean', value: true }],
        ['note', { type: 'string', value: 'x' }],
      ],
    },
  })
})

test('a declared free point has the declared type, and nothing else is written', () => {
  const free = { stats: { measurement: 'stats', tags: ['host'], fields: { n: { type: 'integer' as const } } } }
  const declared = createGrayLogicNormalizer({ free })
  const outcome = declared.normalize({
    kind: 'point',
    measurement: 'stats',
    tags: { host: 'a', rack: 'b' },
    fields: { n: 5, other: 1 },
    time,
  })
  expect(outcome).toMatchObject({
    point: { tags: [['host', 'a']], fields: [['n', { type: 'integer', value: 5n }]] },
    decisions: ['rack', 'other'].map((key) => ({ kind: 'omitted', rule: 'free-point', key, reason: 'wrong type' })),
  })
})

const device = { kind: 'device', device_id: 'd', measurement: 'm', value: 1, time }
const point = { kind: 'point', measurement: 'm', tags: {}, fields: { v: 1 }, time }
const dropped: readonly [what: string, record: unknown, reason: string][] = [
  ['NaN', { ...device, value: Number.NaN }, 'invalid value'],
  ['infinity', { ...device, value: Infinity }, 'invalid value'],
  ['a truth value', { ...device, value: true }, 'invalid value'],
  ['no value', { ...device, value: undefined }, 'missing value'],
  ['a null for a value', { ...device, value: null }, 'missing value'],
  ['no metric', { ...device, measurement: '' }, 'missing value'],
  ['an id with a blank', { ...device, device_id: 'a b' }, 'invalid id'],
  ['no id', { ...device, device_id: undefined }, 'invalid id'],
  ['no time', { ...device, time: undefined }, 'invalid time'],
  ['an unknown kind', { ...device, kind: 'toString' }, 'unknown record type'],
  ['a list', [device], 'not an event'],
  ['a free point without time', { ...point, time: 'now' }, 'invalid time'],
  ['a free point without measurement', { ...point, measurement: '' }, 'missing value'],
  ['a free point without fields', { ...point, fields: {} }, 'no fields'],
  ['a free point with a reserved tag', { ...point, tags: { _field: 'x' } }, 'invalid value'],
  ['a free point whose only field is time', { ...point, fields: { time: 1 } }, 'invalid value'],
  ['a free point that starts a comment', { ...point, measurement: '#m' }, 'invalid value'],
  ['a free point with a number as a tag', { ...point, tags: { host: 5 } }, 'invalid value'],
]
for (const [what, record, reason] of dropped) {
  test(`drops ${what}`, () => expect(normalize(record)).toMatchObject({ kind: 'drop', reason }))
}

/** What a drop says of the record. */
const details: readonly [record: unknown, detail: string][] = [
  [{ ...device, value: true }, 'value true'],
  [{ ...device, value: '5' }, 'value 5'],
  [{ ...device, device_id: 'a b' }, 'a b'],
  [{ ...device, measurement: '' }, 'measurement'],
  [{ ...device, kind: 'other' }, 'other'],
  [{ ...device, kind: 5 }, '5'],
  [{ ...device, kind: ['device'] }, '["device"]'],
  [{ ...point, measurement: 5 }, 'measurement'],
  [{ ...point, fields: {} }, 'm'],
  [{ ...point, tags: { host: 5 } }, 'tag host'],
  [{ ...point, fields: { v: Number.NaN } }, 'v NaN'],
]
for (const [record, detail] of details) {
  test(`a drop of ${JSON.stringify(record).slice(0, 60)} says ${detail}`, () => {
    expect(normalize(record)).toMatchObject({ kind: 'drop', detail })
  })
}

test('a drop of what no server stores says why', () => {
  expect(normalize({ ...point, measurement: '#m' })).toMatchObject({
    detail: expect.stringContaining('measurement-comment'),
  })
})

test('what a free point cannot hold is left out and reported', () => {
  const fields = { v: 1, list: [1], nothing: null }
  const outcome = normalize({ ...point, fields, tags: { empty: '', host: 'a' } })
  expect(outcome).toMatchObject({
    point: { tags: [['host', 'a']], fields: [['v', { type: 'float', value: 1 }]] },
    decisions: [
      { kind: 'omitted', rule: 'free-point', key: 'list', reason: 'wrong type' },
      { kind: 'omitted', rule: 'free-point', key: 'nothing', reason: 'null' },
    ],
  })
})

test('a free point without tags, and a declared one of another type', () => {
  expect(normalize({ ...point, tags: undefined })).toMatchObject({ point: { tags: [] } })
  expect(normalize({ ...point, fields: 5 })).toMatchObject({ reason: 'no fields' })
  const free = { m: { measurement: 'm', tags: [], fields: { v: { type: 'string' as const } } } }
  const declared = createGrayLogicNormalizer({ free })
  expect(declared.normalize(point)).toMatchObject({ kind: 'drop', reason: 'invalid value', detail: 'v 1' })
})

test('shapes of the contract replace the own ones', () => {
  const shape = { measurement: 'x', tags: ['device_id'], fields: { value: { type: 'integer' as const } } }
  const own = createGrayLogicNormalizer({ deviceMetrics: shape, energy: shape, phm: shape })
  for (const kind of ['device', 'energy', 'phm']) {
    expect(own.normalize({ ...device, kind, value: 2.5 })).toMatchObject({
      point: { measurement: 'x', tags: [['device_id', 'd']], fields: [['value', { type: 'integer', value: 2n }]] },
    })
  }
})
