import type { PendingPoint } from './pending-point.ts'
import type { SpillSegment } from './spill.ts'

/** Points that are sent together. No two of them have the same key, so that they may be sent again in any parts. */
export class Batch {
  readonly points: PendingPoint[] = []
  /** Earlier batches with a point of the same key: sent and decided first, so that no retry of theirs overwrites a newer value. */
  readonly after = new Set<Batch>()
  readonly segment: SpillSegment | undefined
  bytes = 0
  settled = false
  /** Stays in the spill after it is settled: some of its points are owed to the next start. */
  retained = false

  constructor(segment: SpillSegment | undefined) {
    this.segment = segment
  }

  add(point: PendingPoint): void {
    this.points.push(point)
    this.bytes += point.bytes
  }

  ready(): boolean {
    for (const batch of this.after) if (!batch.settled) return false
    return true
  }
}
