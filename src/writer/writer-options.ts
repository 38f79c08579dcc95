import type { Transport } from '../client/transport.ts'
import type { Clock } from '../clock/index.ts'
import type { Precision } from '../line-protocol/types.ts'
import type { BreakerState } from './breaker.ts'
import type { PointFate } from './point-fate.ts'
import type { PointRule } from './prepare-point.ts'
import type { WriteFailedError } from './writer-error.ts'
import type { ConnectionState } from './writer-metrics.ts'

export interface WriterOptions {
  /** Scheme, host, port and an optional path. */
  readonly url: string
  readonly org: string
  /** Name or id. */
  readonly bucket: string
  readonly token: string
  /** Default: the network, with connections of its own that close with the writer. */
  readonly transport?: Transport | undefined
  /** Default: wall time. */
  readonly clock?: Clock | undefined
  /** In [0, 1), for the jitter of retries. Default Math.random. */
  readonly random?: (() => number) | undefined
  /** A batch is sent when it has so many points (default 1000), … */
  readonly batchPoints?: number | undefined
  /** … so many bytes (default 1 MiB), … */
  readonly batchBytes?: number | undefined
  /** … or its first point is so old, in ms. Default 5 000. */
  readonly flushIntervalMs?: number | undefined
  /** Points accepted and undecided, at most. Default 10 000. */
  readonly maxPoints?: number | undefined
  /** Bytes of their lines, at most. Default 8 MiB. */
  readonly maxBytes?: number | undefined
  /** Requests at once, at most. Default 4. */
  readonly maxInFlight?: number | undefined
  /** Time limit of one request, in ms. Default 10 000, as long as a server tries to store. */
  readonly requestTimeoutMs?: number | undefined
  /** How long flush and close wait, in ms. Default 30 000. */
  readonly deadlineMs?: number | undefined
  /** First and longest delay before a retry, in ms. Default 250 and 30 000. */
  readonly retryInitialMs?: number | undefined
  readonly retryMaxMs?: number | undefined
  /** Attempts after the first before points are given up. Default: none, until the deadline of close. */
  readonly retryLimit?: number | undefined
  /** Failures in a row that open the circuit breaker (default 5), and how long it stays open, in ms (default 30 000). */
  readonly breakerFailures?: number | undefined
  readonly breakerOpenMs?: number | undefined
  /** Compresses bodies. Default false. */
  readonly gzip?: boolean | undefined
  /** Unit of the times in lines that are written; `ns` by default. */
  readonly precision?: Precision | undefined
  /** What a contract has against a point: see `contractRule`. */
  readonly rule?: PointRule | undefined
  /** File to which points that are rejected or dropped are appended. */
  readonly deadLetter?: string | undefined
  /** Folder that holds every accepted point until it is decided; what an earlier process left there is sent first. */
  readonly spill?: string | undefined
  /** Points that an outcome names, at most. Default 1000. */
  readonly maxListed?: number | undefined
  /** Called for each request that did not store all it carried. What it throws is ignored. */
  readonly onError?: ((error: WriteFailedError) => void) | undefined
  /** Called once for each point that is decided and not known to be stored. What it throws is ignored. */
  readonly onFate?: ((fate: PointFate) => void) | undefined
  readonly onConnection?: ((state: ConnectionState) => void) | undefined
  readonly onBreaker?: ((state: BreakerState) => void) | undefined
}
