import type { Batch } from './batch.ts'
import type { PreparedPoint } from './prepare-point.ts'
import type { QueuedPoint } from './queued-point.ts'

/** A queued point as the writer holds it: decided at most once. */
export class AcceptedPoint implements QueuedPoint, PreparedPoint {
  readonly ordinal: number
  readonly line: string
  readonly series: string
  readonly time: string
  readonly hash: number
  readonly bytes: number
  /** The batch that it is in while it is the last of its key, and the next in its chain: written by KeyOwners only. */
  owner: Batch | undefined
  chained: AcceptedPoint | undefined
  #isDecided = false

  constructor(ordinal: number, { line, series, time, hash, bytes }: PreparedPoint) {
    this.ordinal = ordinal
    this.line = line
    this.series = series
    this.time = time
    this.hash = hash
    this.bytes = bytes
  }

  get key(): string {
    return `${this.series} ${this.time}`
  }

  get isDecided(): boolean {
    return this.#isDecided
  }

  /** @returns false where it was decided before. */
  decide(): boolean {
    if (this.#isDecided) return false
    this.#isDecided = true
    return true
  }
}
