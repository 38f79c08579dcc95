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
    decisions: [{ key: 'rack' }, { key: 'other' }],
  })
})

const device = { kind: 'device', device_id: 'd', measurement: 'm', value: 1, time }
const point = { kind: 'point', measurement: 'm', tags: {}, fields: { v: 1 }, time }
const dropped: readonly [what: string, record: unknown, reason: string][] = [
  ['NaN', { ...device, value: Number.NaN }, 'invalid value'],
  ['infinity', { ...device, value: Infinity }, 'invalid value'],
  ['a truth value', { ...device, value: true }, 'invalid value'],
  ['no value', { ...device, value: undefined }, 'missing value'],
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
