/** Two rounds that ran one after the other, base or head first in turn: ms from handing in a batch to its acknowledgement. */
export interface RoundPair {
  readonly baseMs: readonly number[]
  readonly headMs: readonly number[]
  /** Points of each of the two, read back. */
  readonly points: number
}

/** The pairs of each launch, in order of time. */
export type ComparedRounds = readonly (readonly RoundPair[])[]
