import type { Fingerprint } from '../durable/fingerprint.ts'

/** Points of one request. */
export interface Batch {
  readonly lines: readonly string[]
  /** The lines joined by newlines, as bytes. */
  readonly body: Uint8Array<ArrayBuffer>
}

/** Points made before the clock runs. */
export interface PointSet {
  readonly batches: readonly Batch[]
  /** Points in all batches, duplicates included. */
  readonly points: number
  /** Distinct series, about: says how they are best read back. Absent: few for their points. */
  readonly series?: number
  /** What a server has to show afterwards: the last value of each key. */
  readonly expected: Fingerprint
  /** All times are in [startNs, stopNs). */
  readonly startNs: bigint
  readonly stopNs: bigint
}
