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
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number; readonly count: number }
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

/** Counts requests and watches the connection. */
export class MetricsRecorder {
  readonly #histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000,
    numberOfSignificantValueDigits: 3,
  })
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

  answered(latencyMs: number): void {
    this.#histogram.recordValue(Math.max(0, Math.round(latencyMs)))
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
      latencyMs: { p50: at(50), p99: at(99), max: this.#histogram.maxValue, count: this.#histogram.totalCount },
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
