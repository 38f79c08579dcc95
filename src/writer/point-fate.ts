/**
 * What became of a point. `stored`: the server said so. `rejected`: it is not stored, and sending it again would not help. `unknown`: a request
 * that carried it had no definite answer. `dropped`: it is not stored, by a policy of the writer (deadline, retry limit).
 */
export type FateKind = 'stored' | 'rejected' | 'unknown' | 'dropped'

/** Why a point is not known to be stored. */
export interface Verdict {
  readonly fate: Exclude<FateKind, 'stored'>
  /** A stable name: of an encoding rule, of a clause of the contract, of an answer (`type-conflict`, `expired`) or of a policy (`deadline`). */
  readonly rule: string
  /** One sentence. */
  readonly reason: string
}

/** A point that is not known to be stored. */
export interface PointFate extends Verdict {
  readonly ordinal: number
  /** As it was or would have been sent; as given where it has no line. */
  readonly line: string
}
