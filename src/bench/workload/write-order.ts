import type { Random } from '../../normalize/generate/random.ts'
import type { PointSetOptions } from './workload.ts'

/** Batches that a late point is late by, at most. */
const mostBatchesLate = 5

/**
 * The order in which points are written, as their numbers in the order of time: late ones stand behind points of later batches, and a number
 * that repeats is a point whose series and time were written just before, in the same batch.
 */
export function writeOrder(options: PointSetOptions, random: Random): Uint32Array {
  const { points, batchPoints, lateShare = 0, duplicateShare = 0 } = options
  const places = Float64Array.from({ length: points }, (_, index) =>
    lateShare > 0 && random.chance(lateShare)
      ? index + batchPoints * (1 + random.next() * (mostBatchesLate - 1))
      : index,
  )
  const order = Uint32Array.from({ length: points }, (_, index) => index)
  if (lateShare > 0) order.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || a - b)
  if (duplicateShare === 0) return order
  for (let at = 1; at < points; at++) {
    if (at % batchPoints !== 0 && random.chance(duplicateShare)) order[at] = order[at - 1] ?? 0
  }
  return order
}
