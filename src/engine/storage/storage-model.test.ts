import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Point } from '../../line-protocol/types.ts'
import { createStorage } from './storage.ts'
import type { Storage } from './types.ts'

const hour = 3_600_000_000_000n
const rules = { retentionNs: 0n, shardGroupNs: hour }
const everything = { start: -(2n ** 62n), stop: 2n ** 62n }

type Tags = readonly (readonly [string, string])[]

/** One value: the plainest thing that a write can hold. */
interface Cell {
  readonly measurement: string
  readonly tags: Tags
  readonly field: string
  readonly time: bigint
  readonly value: number
}

type Step =
  | { readonly kind: 'write'; readonly cells: readonly Cell[] }
  | { readonly kind: 'delete'; readonly start: bigint; readonly stop: bigint; readonly tag: string }
  | { readonly kind: 'read'; readonly start: bigint; readonly stop: bigint }
  | { readonly kind: 'snapshot' | 'restore' }

// Few of everything, so that steps meet: times fall on both sides of shard borders.
const time = fc.bigInt({ min: -6n, max: 30n }).map((step) => (step * hour) / 4n)
const tags = fc.constantFrom<Tags>(
  [],
  [['t', 'a']],
  [['t', 'b']],
  [
    ['t', 'b'],
    ['u', 'x'],
  ],
  [['u', 'é']],
)
const cell: fc.Arbitrary<Cell> = fc.record({
  measurement: fc.constantFrom('m', 'mm', 'n'),
  tags,
  field: fc.constantFrom('f', 'g'),
  time,
  value: fc.integer(),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('write' as const), cells: fc.array(cell, { maxLength: 12 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), start: time, stop: time }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      start: time,
      stop: time,
      tag: fc.constantFrom('a', 'b', 'x'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('snapshot' as const, 'restore' as const) }) },
)

/** The model: values by series, field and time. */
type Model = ReadonlyMap<string, Cell>

const keyOf = ({ measurement, tags: pairs, field, time: at }: Cell) =>
  JSON.stringify([measurement, pairs, field, `${at}`])
const hasTagValue = (pairs: Tags, value: string) => pairs.some(([, found]) => found === value)

function pointOf({ measurement, tags: pairs, field, time: at, value }: Cell): Point {
  return { measurement, tags: pairs, fields: [[field, { type: 'float', value }]], time: at }
}

function cellsOf(storage: Storage, range = everything): string[] {
  return storage
    .read({ bucketId: 'b', ...range })
    .flatMap(({ measurement, tags: pairs, field, times, column }) =>
      Array.from(times, (at, index) => [measurement, pairs, field, `${at}`, column.values[index]]),
    )
    .map((row) => JSON.stringify(row))
}

/** What a read returns in the order in which it returns it, from the model alone. */
function expectedCells(model: Model, { start, stop } = everything): string[] {
  const sortKey = (one: Cell) => Buffer.from([one.measurement, ...one.tags.flat(), '', one.field].join('\0'))
  return [...model.values()]
    .filter((one) => one.time >= start && one.time < stop)
    .sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)) || (a.time < b.time ? -1 : 1))
    .map((one) => JSON.stringify([one.measurement, one.tags, one.field, `${one.time}`, one.value]))
}

test('answers as a map from series and time to value does, over writes, deletes, snapshots and restores', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const storage = createStorage()
      storage.createBucket('b', rules)
      let model: Model = new Map()
      let saved = { model, snapshot: storage.snapshot() }
      for (const one of steps) {
        switch (one.kind) {
          case 'write':
            expect(storage.write('b', one.cells.map(pointOf), 0n)).toBeUndefined()
            model = new Map([...model, ...one.cells.map((written) => [keyOf(written), written] as const)])
            break
          case 'delete':
            storage.delete('b', one, (series) => hasTagValue(series.tags, one.tag))
            model = new Map(
              [...model].filter(
                ([, kept]) => !hasTagValue(kept.tags, one.tag) || kept.time < one.start || kept.time > one.stop,
              ),
            )
            break
          case 'read':
            expect(cellsOf(storage, one)).toEqual(expectedCells(model, one))
            break
          case 'snapshot':
            saved = { model, snapshot: storage.snapshot() }
            break
          case 'restore':
            storage.restore(saved.snapshot)
            model = saved.model
            break
        }
      }
      expect(cellsOf(storage)).toEqual(expectedCells(model))
    }),
    { numRuns: 300 },
  )
})

test('reads the same whatever the split into batches and the order of tags', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 60 }), fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), (cells, cuts) => {
      const whole = createStorage()
      whole.createBucket('b', rules)
      whole.write('b', cells.map(pointOf), 0n)
      const split = createStorage()
      split.createBucket('b', rules)
      const borders = [0, ...cuts.toSorted((a, b) => a - b), cells.length]
      for (const [index, from] of borders.entries()) {
        const batch = cells.slice(from, borders[index + 1] ?? cells.length)
        split.write(
          'b',
          batch.map(pointOf).map((point) => ({ ...point, tags: point.tags.toReversed() })),
          0n,
        )
        cellsOf(split)
      }
      expect(cellsOf(split)).toEqual(cellsOf(whole))
      expect(split.fieldTypes('b').length).toBe(whole.fieldTypes('b').length)
    }),
    { numRuns: 200 },
  )
})
