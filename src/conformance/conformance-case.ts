import type { FaultRule } from '../fault/schedule.ts'
import type { TcpSchedule } from '../fault/tcp/tcp-schedule.ts'

/** One statement about a writer. Besides what it expects, no answer of the writer may be wrong in any case. */
export interface ConformanceCase {
  /** group/what, stable. */
  readonly id: string
  /** What a writer that passes does, as a sentence. */
  readonly says: string
  /** Lines to hand in, in order; made anew for each run. */
  lines(): readonly string[]
  /** Lines that are on the server before the writer starts: they fix types. */
  readonly before?: readonly string[]
  readonly rules?: readonly FaultRule[]
  /** Faults of connections: then the case runs on sockets. */
  readonly tcp?: TcpSchedule
  /** Of the bucket. Default: infinite. */
  readonly retentionSeconds?: bigint
  /** How many callers hand in lines at once, each its share. Default 1. */
  readonly callers?: number
  /** Flushes after every so many lines too. Default: at the end only. */
  readonly flushEvery?: number
  /** Each flush but the last is under way while the next lines are handed in. Goes with `flushEvery`. */
  readonly writesDuringFlush?: boolean
  /** Ms without a call after the lines, before flush or close. Default 0. */
  readonly idleMs?: number
  /** Lines to hand in after close, before a second close. Absent: closes once. */
  readonly afterClose?: () => readonly string[]
  /** Flushes twice at once at the end. */
  readonly flushTwice?: boolean
  /** Default: flush, then close. */
  readonly ends?: 'flush-and-close' | 'close'
  readonly expects: Expectations
}

export interface Expectations {
  /** Lines that must be on the server in the end. Absent: no claim. */
  readonly delivers?: (line: string) => boolean
  /** Requests that suffice. */
  readonly maxRequests?: number
  /** Ms that must pass after an answer with a fault of kind status before the next request. */
  readonly pauseMs?: number
  /** Lines that may be taken while the server has answered nothing. */
  readonly maxTaken?: number
}

/** What a writer did wrong: an anomaly of the history, or an expectation it missed. */
export type FindingClass =
  | 'lost'
  | 'premature'
  | 'phantom'
  | 'stale-overwrite'
  | 'type-dropped'
  | 'retention-dropped'
  /** Reported, yet not stored although it could have been. */
  | 'undelivered'
  /** A call that did not settle before the deadline. */
  | 'unsettled'
  /** More requests than the case can need. */
  | 'endless'
  /** A request before the pause was over that the server had asked for. */
  | 'hasty'
  /** Takes lines without end while nothing is stored. */
  | 'unbounded'
  /** The adapter failed where it has nothing to fail with. */
  | 'adapter-error'
  /** The adapter could not be opened. */
  | 'not-opened'
