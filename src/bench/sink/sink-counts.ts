/** What arrived at a sink. */
export interface SinkCounts {
  readonly requests: number
  /** Of bodies. */
  readonly bytes: number
}
