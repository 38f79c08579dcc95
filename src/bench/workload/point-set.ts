import type { Fingerprint } from '../durable/fingerprint.ts'

/** Points of one request. */
export interface Batch {
  readonly lines: readonly string[]
  /** The lines joined by newlines, as bytes. */
  readonly body: Uint8Array<ArrayBuffer>
}

/** Points made before the clock runs. */
export interface PointSet {
  /** The one measurement of all points. Absent: they have several, and everything in the bucket counts. */
  readonly measurement?: string
  readonly batches: readonly Batch[]
  /** Points in all batches, duplicates included. */
  readonly points: number
  /** What a server has to show afterwards: the last value of each key. */
  readonly expected: Fingerprint
  /** All times are in [startNs, stopNs). */
  readonly startNs: bigint
  readonly stopNs: bigint
}
