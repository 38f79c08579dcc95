/** A point that was accepted: its line as it will be sent, and what identifies it on the server. */
export interface QueuedPoint {
  /** Position among the points handed to the writer, from 0. */
  readonly ordinal: number
  /** Line protocol in nanoseconds, without newline; its time is always given, so that a retry is the same point. */
  readonly line: string
  /** Equal for points that overwrite each other: series and time. */
  readonly key: string
  /** Bytes of the line and its newline. */
  readonly bytes: number
}
