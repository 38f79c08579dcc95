/** What stored points amount to, in any order: a field of a point is a cell. */
export interface Fingerprint {
  /** Distinct pairs of series and time. */
  readonly points: number
  /** Distinct triples of series, time and field key. */
  readonly cells: number
  /** Sum of a 64-bit hash of each cell (measurement, sorted tags, time, field key, type, value), 16 hex digits. */
  readonly hash: string
}
