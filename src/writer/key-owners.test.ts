import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Batch } from './batch.ts'
import { KeyOwners } from './key-owners.ts'
import { PendingPoint } from './pending-point.ts'

/** Few hashes, so that different keys meet in a chain. */
function pointOf(key: number): PendingPoint {
  return new PendingPoint({ line: '', series: `m,k=${key % 5}`, time: `${key >> 2}`, hash: key % 3, bytes: 1 })
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ take: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.constant('next batch' as const) },
  { weight: 1, arbitrary: fc.record({ release: fc.nat(20), isRetained: fc.boolean() }) },
)

test('a key is owned by the last batch that took it, until that is decided, as in a map of keys', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const owners = new KeyOwners()
      const model = new Map<string, Batch>()
      const batches = [new Batch(undefined)]
      for (const one of steps) {
        const open = batches.at(-1) as Batch
        if (one === 'next batch') {
          batches.push(new Batch(undefined))
        } else if ('take' in one) {
          const point = pointOf(one.take)
          const before = owners.of(point)
          expect(before).toBe(model.get(point.key))
          owners.take(point, open, { before })
          open.add(point)
          model.set(point.key, open)
          if (before !== undefined && before !== open) expect(open.after).toContain(before)
        } else {
          const batch = batches[one.release % batches.length] as Batch
          if (batch === open) continue
          batch.retained ||= one.isRetained
          owners.release(batch)
          if (batch.retained) continue
          for (const [key, owner] of model) if (owner === batch) model.delete(key)
        }
      }
      for (let key = 0; key <= 40; key++) expect(owners.of(pointOf(key))).toBe(model.get(pointOf(key).key))
    }),
    { numRuns: 300 },
  )
})

test('holds more keys than it has room for at first', () => {
  const owners = new KeyOwners()
  const batch = new Batch(undefined)
  const points = Array.from(
    { length: 20_000 },
    (_, index) => new PendingPoint({ line: '', series: 'm', time: `${index}`, hash: index * 7919, bytes: 1 }),
  )
  for (const point of points) {
    owners.take(point, batch, { before: undefined })
    batch.add(point)
  }
  expect(points.every((point) => owners.of(point) === batch)).toBe(true)
  owners.release(batch)
  expect(points.some((point) => owners.of(point) !== undefined)).toBe(false)
})
