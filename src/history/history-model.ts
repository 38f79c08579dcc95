/** What is known of an operation: stored, not stored, or either. */
export type OutcomeClass = 'ok' | 'fail' | 'unknown'

/** One field of one point: the register that an operation writes and a reading shows. */
export interface Cell {
  /** Series, field and time, where the writer gave one: equal for equal places in the database. */
  readonly key: string
  /** Type and value as one text: equal for equal values of equal type. */
  readonly value: string
  readonly measurement: string
  readonly field: string
  readonly type: string
  /** Nanoseconds; absent: to be stamped by the writer or the server. */
  readonly timeNs?: bigint
}

/** A line handed to a writer, with all that the writer said about it. */
export interface Operation {
  /** Its place in `History.operations`. */
  readonly id: number
  /** Operations of one process are ordered by their invocation: the later one wins. Default 0. */
  readonly process?: number
  readonly line: string
  readonly cells: readonly Cell[]
  /** When it was handed in and when its outcome was told; any unit, one scale for the whole history. Infinity: never told. */
  readonly invoked: number
  readonly completed: number
  readonly outcome: OutcomeClass
}

/** All cells that a server showed at a moment of the same scale. */
export interface Reading {
  readonly at: number
  readonly cells: readonly Cell[]
}

/** What was done and what was seen. The last reading is the final one. */
export interface History {
  readonly operations: readonly Operation[]
  readonly readings: readonly Reading[]
  /** Times before it are outside the retention of the bucket; absent: infinite retention. */
  readonly oldestNs?: bigint
}
