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
  readonly #pending = new Map<number, QueuedPoint>()
  #handedIn = 0

  constructor({ maxListed = 1000, onFate }: LedgerOptions = {}) {
    this.#maxListed = maxListed
    this.#onFate = onFate
  }

  /** The ordinal of the next point. */
  next(): number {
    return this.#handedIn++
  }

  accept(point: QueuedPoint): void {
    this.#pending.set(point.ordinal, point)
  }

  stored(points: readonly QueuedPoint[]): void {
    for (const { ordinal } of points) if (this.#pending.delete(ordinal)) this.#counts.stored++
  }

  /** Decides accepted points that are not known to be stored. */
  settle(points: readonly QueuedPoint[], verdict: Verdict): void {
    for (const { ordinal, line } of points) {
      if (this.#pending.delete(ordinal)) this.#record({ ...verdict, ordinal, line })
    }
  }

  /** Rejects a point that was never accepted. */
  refuse(line: string, verdict: Verdict): PointFate {
    const fate = { ...verdict, ordinal: this.next(), line }
    this.#record(fate)
    return fate
  }

  totals(): Totals {
    return { handedIn: this.#handedIn, ...this.#counts, pending: this.#pending.size }
  }

  /** @param pending the points still undecided that the caller asks about. */
  outcome(pending: readonly QueuedPoint[]): Outcome {
    const open = pending.filter(({ ordinal }) => this.#pending.has(ordinal))
    return { totals: this.totals(), notStored: [...this.#notStored], pending: open, complete: open.length === 0 }
  }

  #record(fate: PointFate): void {
    this.#counts[fate.fate]++
    if (this.#notStored.length < this.#maxListed) this.#notStored.push(fate)
    this.#onFate?.(fate)
  }
}
