import type { QueuedPoint } from './queued-point.ts'

/** What a point is made of when it was examined and may be sent. */
export interface PointParts {
  /** Line protocol in nanoseconds, without newline, time included. */
  readonly line: string
  /** Measurement and tags as they are written, in one order: equal for equal series. */
  readonly series: string
  /** Digits of the time in nanoseconds. */
  readonly time: string
  /** Of series and time. */
  readonly hash: number
  /** Bytes of the line and its newline. */
  readonly bytes: number
}

/** A point in the hands of the writer: examined, then accepted, then decided once. One object from its start to its end: millions are made. */
export class PendingPoint implements QueuedPoint, PointParts {
  readonly line: string
  readonly series: string
  readonly time: string
  readonly hash: number
  readonly bytes: number
  #ordinal = -1
  #isDecided = false

  constructor({ line, series, time, hash, bytes }: PointParts) {
    this.line = line
    this.series = series
    this.time = time
    this.hash = hash
    this.bytes = bytes
  }

  /** -1 until it is accepted. */
  get ordinal(): number {
    return this.#ordinal
  }

  get key(): string {
    return `${this.series} ${this.time}`
  }

  get isDecided(): boolean {
    return this.#isDecided
  }

  accept(ordinal: number): void {
    this.#ordinal = ordinal
  }

  /** @returns false where it was decided before. */
  decide(): boolean {
    if (this.#isDecided) return false
    this.#isDecided = true
    return true
  }
}
