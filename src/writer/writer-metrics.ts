import { build } from 'hdr-histogram-js'
import type { BreakerState } from './breaker.ts'
import type { Totals } from './outcome-ledger.ts'

/** `unknown`: no answer yet. */
export type ConnectionState = 'unknown' | 'connected' | 'disconnected'

/** How the writer is doing, at one instant. */
export interface WriterMetrics {
  /** stored / (all decided points); undefined before the first. */
  readonly successRate: number | undefined
  /** Of requests that got an answer, in ms. */
  readonly latencyMs: {
    readonly p50: number
    readonly p99: number
    readonly max: number
    readonly count: number
    /** The histogram: answers that took at most `upToMs` and longer than the bucket before; longer than an hour counts as an hour. */
    readonly buckets: readonly { readonly upToMs: number; readonly count: number }[]
  }
  /** Points accepted and not yet decided. */
  readonly queueDepth: number
  readonly queueBytes: number
  readonly inFlightRequests: number
  readonly requests: number
  readonly retries: number
  readonly breaker: BreakerState
  readonly connection: ConnectionState
  /** How often the server was reached again after it was lost. */
  readonly reconnects: number
  /** Points taken over from the spill of an earlier process. */
  readonly recovered: number
}

const longestMs = 3_600_000
/** Upper bounds of the buckets, inclusive. */
const boundsMs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, longestMs]

/** Counts requests and watches the connection. */
export class MetricsRecorder {
  readonly #histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestMs,
    numberOfSignificantValueDigits: 3,
  })
  readonly #buckets = boundsMs.map((upToMs) => ({ upToMs, count: 0 }))
  readonly #onConnection: ((state: ConnectionState) => void) | undefined
  #connection: ConnectionState = 'unknown'
  inFlight = 0
  requests = 0
  retries = 0
  recovered = 0
  #reconnects = 0

  constructor(onConnection?: (state: ConnectionState) => void) {
    this.#onConnection = onConnection
  }

  answered(tookMs: number): void {
    const latencyMs = Math.min(Math.max(0, tookMs), longestMs)
    this.#histogram.recordValue(Math.round(latencyMs))
    const bucket = this.#buckets.find(({ upToMs }) => latencyMs <= upToMs)
    if (bucket !== undefined) bucket.count++
    if (this.#connection === 'disconnected') this.#reconnects++
    this.#become('connected')
  }

  unreachable(): void {
    this.#become('disconnected')
  }

  snapshot(totals: Totals, now: { breaker: BreakerState; queueBytes: number }): WriterMetrics {
    const decided = totals.stored + totals.rejected + totals.unknown + totals.dropped
    const at = (percentile: number) => this.#histogram.getValueAtPercentile(percentile)
    return {
      successRate: decided === 0 ? undefined : totals.stored / decided,
      latencyMs: {
        p50: at(50),
        p99: at(99),
        max: this.#histogram.maxValue,
        count: this.#histogram.totalCount,
        buckets: this.#buckets.map((bucket) => ({ ...bucket })),
      },
      queueDepth: totals.pending,
      inFlightRequests: this.inFlight,
      requests: this.requests,
      retries: this.retries,
      connection: this.#connection,
      reconnects: this.#reconnects,
      recovered: this.recovered,
      ...now,
    }
  }

  #become(state: ConnectionState): void {
    if (this.#connection === state) return
    this.#connection = state
    this.#onConnection?.(state)
  }
}
