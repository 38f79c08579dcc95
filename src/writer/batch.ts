import { BodyBytes } from './body.ts'
import type { PendingPoint } from './pending-point.ts'
import type { SpillSegment } from './spill.ts'

/** Points that are sent together. No two of them have the same key, so that they may be sent again in any parts. */
export class Batch {
  readonly points: PendingPoint[] = []
  /** Their entries among the owners of keys, and its own number there: written by KeyOwners only. */
  keys: number[] = []
  number = -1
  /** Earlier batches with a point of the same key: sent and decided first, so that no retry of theirs overwrites a newer value. */
  readonly after = new Set<Batch>()
  readonly segment: SpillSegment | undefined
  readonly #body: BodyBytes
  bytes = 0
  settled = false
  /** Every point was stored by one request. */
  stored = false
  /** Stays in the spill after it is settled: some of its points are owed to the next start. */
  retained = false

  /** @param expectedBytes room for its body at first. */
  constructor(segment: SpillSegment | undefined, { expectedBytes = 0 }: { readonly expectedBytes?: number } = {}) {
    this.segment = segment
    this.#body = new BodyBytes(expectedBytes)
  }

  add(point: PendingPoint): void {
    this.points.push(point)
    this.bytes += point.bytes
    this.#body.add(point)
  }

  /** All points as a request. */
  body(): Uint8Array<ArrayBuffer> {
    return this.#body.bytes()
  }

  ready(): boolean {
    for (const batch of this.after) if (!batch.settled) return false
    return true
  }
}
