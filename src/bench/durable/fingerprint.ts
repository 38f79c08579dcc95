/** What stored points amount to, in any order: a field of a point is a cell. */
export interface Fingerprint {
  /** Points: how often the field that most points have is there. Of a set each point has every field. */
  readonly points: number
  /** Distinct triples of series, time and field key. */
  readonly cells: number
  /** Sum of a 64-bit hash of each cell (measurement, sorted tags, time, field key, type, value), 16 hex digits. */
  readonly hash: string
}
