/** What became of a key. */
export type KeyVerdict =
  /** The last value that was handed in, or one that may be it. */
  | 'stored'
  /** Stored, and handed in more than once with the same value: one point is left, as it should be. */
  | 'duplicate-collapsed'
  /** Not there, and nobody said it was. */
  | 'absent'
  /** Said to be stored, and not there. */
  | 'lost'
  /** Said to be stored before it was; it came later. */
  | 'premature'
  /** There, although nobody wrote it, or although it was said not to be stored; or twice instead of once. */
  | 'phantom'
  /** An older value stands where a newer one was stored. */
  | 'stale-overwrite'
  /** Not there, because the field has another type on the server. */
  | 'type-dropped'
  /** Not there, because its time is before what the bucket keeps. */
  | 'retention-dropped'

/** The verdict on one key, with the operations that prove it. */
export interface KeyFinding {
  readonly key: string
  readonly verdict: KeyVerdict
  /** True if some answer of the writer was wrong. */
  readonly anomaly: boolean
  /** Ids of the fewest operations that show it, in order of invocation; empty: no operation wrote what was found. */
  readonly operations: readonly number[]
  /** One sentence. */
  readonly explanation: string
}
