import type { PointSet } from '../../workload/point-set.ts'

/** What is written in a launch; made once, the same for both sides and for each launch. */
export interface RoundSets {
  /** Written first, not counted: until a server is warm its times fall. */
  readonly warmUp: PointSet
  /** One for each pair of rounds. */
  readonly rounds: readonly PointSet[]
}

/** Sizes of a comparison. */
export interface RoundPlan {
  /** Processes of each side, at most: two at first, more while there is not enough evidence. */
  readonly launches: number
  /** Pairs of rounds in each launch. */
  readonly pairs: number
  /** Batches of one round. */
  readonly requests: number
  /** Batches before the first round. */
  readonly warmUpRequests: number
}

/** Two launches take about 2 s where nothing else runs. A warm-up of more does not pay: both sides get warm batch by batch in turn, and alike. */
export const defaultPlan: RoundPlan = { launches: 8, pairs: 12, requests: 4, warmUpRequests: 16 }
