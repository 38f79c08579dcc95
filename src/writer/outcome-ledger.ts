import type { Batch } from './batch.ts'
import type { PendingPoint } from './pending-point.ts'
import type { PointFate, Verdict } from './point-fate.ts'
import type { QueuedPoint } from './queued-point.ts'

/** `handedIn` is always the sum of the others. */
export interface Totals {
  readonly handedIn: number
  readonly stored: number
  readonly rejected: number
  readonly unknown: number
  readonly dropped: number
  /** Accepted, and not yet decided. */
  readonly pending: number
}

/** What is known of every point handed in so far. */
export interface Outcome {
  readonly totals: Totals
  /** Points that are decided and not known to be stored, oldest first; at most `maxListed` of them, the totals count all. */
  readonly notStored: readonly PointFate[]
  /** Points whose fate was not known at the deadline. */
  readonly pending: readonly QueuedPoint[]
  /** True: every point was decided in time. */
  readonly complete: boolean
}

export interface LedgerOptions {
  /** Most points that an outcome names. Default 1000. */
  readonly maxListed?: number | undefined
  /** Called once for each point that is decided and not known to be stored. */
  readonly onFate?: ((fate: PointFate) => void) | undefined
}

/** Counts points in and decides each exactly once. */
export class OutcomeLedger {
  readonly #maxListed: number
  readonly #onFate: ((fate: PointFate) => void) | undefined
  readonly #counts = { stored: 0, rejected: 0, unknown: 0, dropped: 0 }
  readonly #notStored: PointFate[] = []
  #handedIn = 0
  #pending = 0

  constructor({ maxListed = 1000, onFate }: LedgerOptions = {}) {
    this.#maxListed = maxListed
    this.#onFate = onFate
  }

  /** Takes a point in, which is pending from now on. */
  accept(point: PendingPoint): void {
    this.#pending++
    point.accept(this.#handedIn++)
  }

  stored(points: readonly PendingPoint[]): void {
    let count = 0
    for (const point of points) if (point.decide()) count++
    this.#counts.stored += count
    this.#pending -= count
  }

  /** The same for all points of a batch of which none was decided before. */
  storedWhole(batch: Batch): void {
    batch.stored = true
    this.#counts.stored += batch.points.length
    this.#pending -= batch.points.length
  }

  /** Decides accepted points that are not known to be stored. */
  settle(points: readonly PendingPoint[], verdict: Verdict): void {
    for (const point of points) {
      if (!point.decide()) continue
      this.#pending--
      this.#record({ ...verdict, ordinal: point.ordinal, line: point.line })
    }
  }

  /** Rejects a point that was never accepted. */
  refuse(line: string, verdict: Verdict): PointFate {
    const fate = { ...verdict, ordinal: this.#handedIn++, line }
    this.#record(fate)
    return fate
  }

  totals(): Totals {
    return { handedIn: this.#handedIn, ...this.#counts, pending: this.#pending }
  }

  /** @param asked the batches that the caller asks about. */
  outcome(asked: readonly Batch[]): Outcome {
    const open = asked.flatMap(({ stored, points }) => (stored ? [] : points.filter(({ isDecided }) => !isDecided)))
    return { totals: this.totals(), notStored: [...this.#notStored], pending: open, complete: open.length === 0 }
  }

  #record(fate: PointFate): void {
    this.#counts[fate.fate]++
    if (this.#notStored.length < this.#maxListed) this.#notStored.push({ ...fate, line: ownText(fate.line) })
    this.#onFate?.(fate)
  }
}

/** The same text apart from the file that it may be a part of, which it would keep in memory. */
function ownText(line: string): string {
  return ` ${line}`.slice(1)
}
