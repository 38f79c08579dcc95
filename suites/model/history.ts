import fc from 'fast-check'
import type { FieldValue } from '../../src/line-protocol/types.ts'

export type Tags = readonly (readonly [key: string, value: string])[]

/** What one line of line protocol writes. */
export interface Sample {
  readonly measurement: string
  /** Sorted by key. */
  readonly tags: Tags
  /** At least one; a field has the same type in every sample. */
  readonly fields: readonly (readonly [field: string, value: FieldValue])[]
  readonly seconds: number
}

/** A delete: everything in [start, stop], both inclusive, that every given part names. */
export interface Removal {
  readonly start: number
  readonly stop: number
  readonly measurement?: string
  readonly room?: string
}

/** So few times that borders of ranges meet points, and so far apart that they lie in five shard groups of a week. */
const step = 30 * 3600
const stepCount = 24

/** A time in whole seconds, on both sides of the borders of shard groups. */
export const anySeconds: fc.Arbitrary<number> = fc.integer({ min: 1, max: stepCount }).map((count) => count * step)

export const measurements = ['power', 'power meter', 'ruimte,é'] as const
export const rooms = ['hall', 'living room', 'a=b'] as const

const anyTags: fc.Arbitrary<Tags> = fc.constantFrom<Tags>(
  [],
  ...rooms.map((room): Tags => [['room', room]]),
  [
    ['floor', '1'],
    ['room', 'hall'],
  ],
  [['floor', '2']],
)

/** Values of each field, of one type. */
const fieldValues = {
  kw: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value): FieldValue => ({ type: 'float', value: value === 0 ? 0 : value })),
  count: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): FieldValue => ({ type: 'integer', value })),
  total: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value): FieldValue => ({ type: 'unsigned', value })),
  on: fc.boolean().map((value): FieldValue => ({ type: 'boolean', value })),
  // No line breaks: the server's CSV writes LF as CR LF.
  'state, text': fc
    .string({ unit: fc.constantFrom(...'on"\\,= é'), maxLength: 6 })
    .map((value): FieldValue => ({ type: 'string', value })),
}
export const fieldNames = Object.keys(fieldValues)

export const anySample: fc.Arbitrary<Sample> = fc.record({
  measurement: fc.constantFrom(...measurements),
  tags: anyTags,
  fields: fc
    .oneof(
      fc.record(fieldValues, { requiredKeys: [] }),
      ...Object.entries(fieldValues).map(([name, value]) => value.map((one) => ({ [name]: one }))),
    )
    .map((fields) => Object.entries(fields).filter((one): one is [string, FieldValue] => one[1] !== undefined))
    .filter((fields) => fields.length > 0),
  seconds: anySeconds,
})

export const anyRemoval: fc.Arbitrary<Removal> = fc.record(
  {
    start: anySeconds,
    stop: anySeconds,
    measurement: fc.constantFrom(...measurements),
    room: fc.constantFrom(...rooms),
  },
  { requiredKeys: ['start', 'stop'] },
)
