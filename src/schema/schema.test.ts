import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bucket, Field, Measurement, Tag } from '../contract/model.ts'
import { decode } from '../line-protocol/decode.ts'
import { point } from '../line-protocol/laws/arbitraries.ts'
import { hold } from '../line-protocol/laws/hold.ts'
import type { Point } from '../line-protocol/types.ts'
import { compareSchema } from './compare-schema.ts'
import { inferSchema } from './infer-schema.ts'
import { mergeSchemas } from './merge-schemas.ts'
import type { Schema } from './schema.ts'
import { estimateSeries, seriesBound } from './series-count.ts'
import { shardStart } from './shard-start.ts'
import { typeConflicts, typesPerShard } from './type-conflicts.ts'

const dayNs = 86_400_000_000_000n

function points(...lines: string[]): Point[] {
  const { points: decoded, errors } = decode(lines.join('\n'))
  expect(errors).toEqual([])
  return decoded.map(({ measurement, tags, fields, time }) => ({
    measurement,
    tags,
    fields,
    ...(time === undefined ? {} : { time }),
  }))
}

/** A schema with its maps and sets as plain data, sorted. */
function plain(value: unknown): unknown {
  if (value instanceof Map)
    return [...value]
      .map(([key, one]) => [String(key), plain(one)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  if (value instanceof Set) return [...value].sort()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

const measurement = (parts: Partial<Measurement>): Measurement => ({
  key: 'm',
  tags: [],
  fields: [],
  open: false,
  ...parts,
})
const tag = (key: string, parts: Partial<Tag> = {}): Tag => ({ key, required: false, examples: [], ...parts })
const field = (key: string, parts: Partial<Field> = {}): Field => ({
  key,
  type: 'float',
  required: false,
  examples: [],
  ...parts,
})

test('infers tags, fields, types, ranges and what every point has', () => {
  const schema = inferSchema(points('m,room=hall kw=1.5,n=1i 1', 'm,room=bath,floor=2 kw=-2 2', 'other ok=true 3'))
  expect(plain(schema)).toEqual([
    [
      'm',
      {
        tags: [
          ['floor', { values: ['2'], always: false }],
          ['room', { values: ['bath', 'hall'], always: true }],
        ],
        fields: [
          [
            'kw',
            {
              types: [['float', [['-259200000000000', 'm,room=hall kw=1.5,n=1i 1']]]],
              always: true,
              range: { min: -2, max: 1.5 },
            },
          ],
          [
            'n',
            {
              types: [['integer', [['-259200000000000', 'm,room=hall kw=1.5,n=1i 1']]]],
              always: false,
              range: { min: 1, max: 1 },
            },
          ],
        ],
        tagSets: [
          [
            '[["floor","2"],["room","bath"]]',
            {
              tags: [
                ['floor', '2'],
                ['room', 'bath'],
              ],
              fields: ['kw'],
            },
          ],
          ['[["room","hall"]]', { tags: [['room', 'hall']], fields: ['kw', 'n'] }],
        ],
      },
    ],
    [
      'other',
      {
        tags: [],
        fields: [['ok', { types: [['boolean', [['-259200000000000', 'other ok=true 3']]]], always: true }]],
        tagSets: [['[]', { tags: [], fields: ['ok'] }]],
      },
    ],
  ])
})

test('a conflict names both lines and their shards', () => {
  const later = 20n * dayNs
  const schema = inferSchema(points('m v=1 1', `m v=2i ${later}`, `m v=3i ${later + 1n}`))
  const [conflict] = typeConflicts(schema)
  expect(conflict).toEqual({
    measurement: 'm',
    field: 'v',
    refused: false,
    witnesses: [
      { type: 'float', shardNs: -3n * dayNs, line: 'm v=1 1' },
      { type: 'integer', shardNs: 18n * dayNs, line: `m v=2i ${later}` },
    ],
  })
})

test('two types in one shard group are a conflict that the server refuses', () => {
  const schema = inferSchema(points('m v=1 1', 'm v=2i 2'), { shardGroupNs: dayNs })
  expect(typeConflicts(schema).map(({ refused }) => refused)).toEqual([true])
})

test('tells the type of a field per shard', () => {
  const schema = inferSchema(points('m v=1 1', `m v="x" ${8n * dayNs}`, `m v=2 ${16n * dayNs}`))
  const types = typesPerShard(schema.get('m')?.fields.get('v') ?? { types: new Map(), always: false })
  expect(types.map(({ type, shardNs }) => [type, shardNs / dayNs])).toEqual([
    ['float', -3n],
    ['string', 4n],
    ['float', 11n],
  ])
})

const shards: readonly (readonly [time: bigint, group: bigint, start: bigint])[] = [
  [0n, 7n * dayNs, -3n * dayNs],
  [4n * dayNs, 7n * dayNs, 4n * dayNs],
  [4n * dayNs - 1n, 7n * dayNs, -3n * dayNs],
  [-1n, dayNs, -dayNs],
  [-(2n ** 63n) + 2n, 3_600_000_000_000n, -9_223_372_800_000_000_000n],
]
for (const [time, group, start] of shards) {
  test(`the shard of ${time} in groups of ${group} starts at ${start}`, () => {
    expect(shardStart(time, group)).toBe(start)
  })
}

test('merging schemas is inferring from all points, in any order', () => {
  const made = fc.tuple(fc.array(point, { maxLength: 6 }), fc.array(point, { maxLength: 6 }))
  const withoutWitnesses = (schema: Schema) =>
    plain(
      new Map(
        [...schema].map(([key, one]) => [
          key,
          {
            ...one,
            fields: new Map([...one.fields].map(([name, f]) => [name, { ...f, types: new Set(f.types.keys()) }])),
          },
        ]),
      ),
    )
  hold(made, function mergesAsItInfers([a, b]) {
    const together = withoutWitnesses(inferSchema([...a, ...b]))
    expect(withoutWitnesses(mergeSchemas(inferSchema(a), inferSchema(b)))).toEqual(together)
    expect(withoutWitnesses(mergeSchemas(inferSchema(b), inferSchema(a)))).toEqual(together)
  })
})

const bounds: readonly (readonly [name: string, given: Measurement, bound: unknown])[] = [
  [
    'values and cardinality multiply',
    measurement({
      tags: [tag('a', { values: ['x', 'y'], required: true }), tag('b', { cardinality: 10, required: true })],
      fields: [field('v'), field('w')],
    }),
    { kind: 'bounded', series: 40 },
  ],
  [
    'an optional tag has one value more',
    measurement({ tags: [tag('a', { values: ['x', 'y'] })], fields: [field('v')] }),
    { kind: 'bounded', series: 3 },
  ],
  [
    'without tags a field is a series',
    measurement({ fields: [field('v'), field('w')] }),
    { kind: 'bounded', series: 2 },
  ],
  [
    'a tag without a domain is named',
    measurement({ tags: [tag('a', { cardinality: 2 }), tag('b')], fields: [field('v')] }),
    { kind: 'unbounded', tags: ['b'] },
  ],
]
for (const [name, given, bound] of bounds) {
  test(`series bound: ${name}`, () => {
    expect(seriesBound(given)).toEqual(bound)
  })
}

test('an estimate blames the tag that multiplies series', () => {
  const lines = Array.from({ length: 20 }, (_, at) => `m,room=r${at % 2},event=e${at} v=1,w=2 ${at}`)
  const schema = inferSchema(points(...lines)).get('m')
  expect(schema && estimateSeries(schema)).toEqual({
    series: 40,
    tagSets: 20,
    blame: { tag: 'event', values: 20, tagSetsWithout: 2 },
  })
})

test('one tag set has nobody to blame', () => {
  const schema = inferSchema(points('m,a=1 v=1 1', 'm,a=1 w=1 2')).get('m')
  expect(schema && estimateSeries(schema)).toEqual({ series: 2, tagSets: 1 })
})

const bucket = (parts: Partial<Measurement>, open = false): Pick<Bucket, 'measurements' | 'open'> => ({
  open,
  measurements: [measurement(parts)],
})
const differences: readonly (readonly [rule: string, line: string, declared: Pick<Bucket, 'measurements' | 'open'>])[] =
  [
    ['measurement-undeclared', 'n v=1 1', bucket({ fields: [field('v')] })],
    ['tag-undeclared', 'm,a=1 v=1 1', bucket({ fields: [field('v')] })],
    ['tag-not-always', 'm v=1 1', bucket({ tags: [tag('a', { required: true })], fields: [field('v')] })],
    ['tag-values', 'm,a=1 v=1 1', bucket({ tags: [tag('a', { values: ['2'] })], fields: [field('v')] })],
    ['tag-pattern', 'm,a=1 v=1 1', bucket({ tags: [tag('a', { pattern: '^b' })], fields: [field('v')] })],
    [
      'tag-cardinality',
      'm,a=1 v=1 1\nm,a=2 v=1 1',
      bucket({ tags: [tag('a', { cardinality: 1 })], fields: [field('v')] }),
    ],
    ['field-undeclared', 'm v=1 1', bucket({})],
    ['field-not-always', 'm v=1 1', bucket({ fields: [field('v'), field('w', { required: true })] })],
    ['field-type', 'm v=1i 1', bucket({ fields: [field('v')] })],
    ['field-range', 'm v=11 1', bucket({ fields: [field('v', { max: 10 })] })],
    ['field-range', 'm v=-1 1', bucket({ fields: [field('v', { min: 0 })] })],
    [
      'series-cardinality',
      'm,a=1 v=1 1\nm,a=2 v=1 1',
      bucket({ tags: [tag('a')], fields: [field('v')], cardinality: 1 }),
    ],
  ]
for (const [rule, line, declared] of differences) {
  test(`comparing with a contract shows ${rule} of ${line.replace('\n', ' and ')}`, () => {
    expect(compareSchema(inferSchema(points(line)), declared).map((one) => one.rule)).toEqual([rule])
  })
}

test('points that keep what is declared show no difference, nor do open parts', () => {
  const declared = bucket({
    tags: [tag('a', { required: true, values: ['1'] })],
    fields: [field('v', { required: true, min: 0, max: 1 }), field('seldom')],
    cardinality: 1,
  })
  expect(compareSchema(inferSchema(points('m,a=1 v=1 1')), declared)).toEqual([])
  expect(compareSchema(inferSchema(points('m,b=1 w=1 1', 'n v=1 1')), bucket({ open: true }, true))).toEqual([])
})
