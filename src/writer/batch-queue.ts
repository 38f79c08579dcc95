import type { Clock } from '../clock/index.ts'
import { Batch } from './batch.ts'
import { KeyOwners } from './key-owners.ts'
import type { PendingPoint } from './pending-point.ts'
import type { Spill, SpillSegment } from './spill.ts'

export interface BatchQueueOptions {
  readonly clock: Clock
  readonly batchPoints: number
  readonly batchBytes: number
  readonly flushIntervalMs: number
  readonly spill: Spill | undefined
  /** A batch is complete. */
  onSealed(): void
}

/** Gathers points into batches, and hands out those that may be sent. */
export class BatchQueue {
  readonly #options: BatchQueueOptions
  readonly #owners = new KeyOwners()
  readonly #sealed: Batch[] = []
  /** Sealed or under way. */
  readonly #undecided = new Set<Batch>()
  #open: Batch | undefined
  /** Most batches are about as large as the one before. */
  #expectedBytes = 4096
  #cancelTimer: () => void = () => undefined

  constructor(options: BatchQueueOptions) {
    this.#options = options
  }

  /** Adds a point; it is in the spill, if there is one, when this returns. */
  add(point: PendingPoint): void {
    const before = this.#owners.of(point)
    if (before !== undefined && before === this.#open) this.seal()
    this.#open ??= this.#start(this.#options.spill?.create())
    this.#open.segment?.append(point.line)
    this.#owners.take(point, this.#open, { before })
    this.#open.add(point)
    const { batchPoints, batchBytes } = this.#options
    if (this.#open.points.length >= batchPoints || this.#open.bytes >= batchBytes) this.seal()
  }

  /** Takes over a segment that an earlier process left, as one batch: it was one. */
  adopt(segment: SpillSegment, points: readonly PendingPoint[]): void {
    this.seal()
    const batch = new Batch(segment)
    for (const point of points) {
      this.#owners.take(point, batch, { before: this.#owners.of(point) })
      batch.add(point)
    }
    this.#undecided.add(batch)
    this.#sealed.push(batch)
  }

  seal(): void {
    const batch = this.#open
    if (batch === undefined) return
    this.#open = undefined
    this.#cancelTimer()
    this.#expectedBytes = Math.ceil(batch.bytes * 1.05)
    batch.segment?.seal()
    this.#sealed.push(batch)
    this.#options.onSealed()
  }

  /** The oldest batch that waits for no other, which then is under way. */
  take(): Batch | undefined {
    const index = this.#sealed.findIndex((batch) => batch.ready())
    return index < 0 ? undefined : this.#sealed.splice(index, 1)[0]
  }

  /** Batches that are not decided, the open one included. */
  undecided(): readonly Batch[] {
    return [...this.#undecided]
  }

  /** A batch is decided: those after it may go, and its segment too unless it is still owed. */
  release(batch: Batch): void {
    batch.settled = true
    this.#undecided.delete(batch)
    this.#owners.release(batch)
    if (!batch.retained) batch.segment?.remove()
  }

  #start(segment: SpillSegment | undefined): Batch {
    const batch = new Batch(segment, { expectedBytes: this.#expectedBytes })
    this.#undecided.add(batch)
    this.#cancelTimer = this.#options.clock.schedule(this.#options.flushIntervalMs, () => this.seal())
    return batch
  }
}
