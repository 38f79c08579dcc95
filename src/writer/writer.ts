import { createNetworkTransport } from '../client/network-transport.ts'
import { type Clock, createSystemClock } from '../clock/index.ts'
import { decode } from '../line-protocol/decode.ts'
import { createBackoff } from './backoff.ts'
import type { Batch } from './batch.ts'
import { BatchQueue } from './batch-queue.ts'
import { bodyOf } from './body.ts'
import { Breaker } from './breaker.ts'
import { Capacity } from './capacity.ts'
import { Changes } from './changes.ts'
import { deliver } from './delivery.ts'
import { FailureReports } from './failure-reports.ts'
import { Gate } from './gate.ts'
import { keepAlive } from './keep-alive.ts'
import { type Outcome, OutcomeLedger, type Totals } from './outcome-ledger.ts'
import type { PendingPoint } from './pending-point.ts'
import type { Verdict } from './point-fate.ts'
import { type PrepareOptions, preparePoint, type RefusedPoint, type WriterRecord } from './prepare-point.ts'
import { quiet } from './quiet.ts'
import { createSendLines, type SendLines } from './send-lines.ts'
import { Spill } from './spill.ts'
import type { WriteAnswer } from './write-answer.ts'
import { WriterClosedError } from './writer-error.ts'
import { MetricsRecorder, type WriterMetrics } from './writer-metrics.ts'
import type { WriterOptions } from './writer-options.ts'

/** `queued`: the writer owes an outcome. `rejected`: decided at once, the outcome names rule and reason. */
export type Acceptance = 'queued' | 'rejected'

export interface WaitOptions {
  /** Default: the writer's own. */
  readonly deadlineMs?: number | undefined
}

/** Writes points in batches and tells the truth about each. */
export interface Writer extends AsyncDisposable {
  /** Hands a point in; waits while the writer is full. @throws WriterClosedError after close. */
  write(record: WriterRecord): Promise<Acceptance>
  /** Hands a point in unless the writer is full: then `full`, and the point is not counted. @throws WriterClosedError after close. */
  tryWrite(record: WriterRecord): Acceptance | 'full'
  /** Resolves when the fate of every point handed in so far is known, or at the deadline with those of which it is not. Never rejects. */
  flush(options?: WaitOptions): Promise<Outcome>
  /** Flushes, then stops: at the deadline requests are given up and every point is decided. A second call gives the same outcome. */
  close(options?: WaitOptions): Promise<Outcome>
  totals(): Totals
  metrics(): WriterMetrics
}

/** @throws UsageError where the spill folder is in use. */
export function createWriter(options: WriterOptions): Writer {
  return new BatchWriter(options)
}

/** Answers that are known at once. */
const ready: Readonly<Record<Acceptance, Promise<Acceptance>>> = {
  queued: Promise.resolve('queued'),
  rejected: Promise.resolve('rejected'),
}

class BatchWriter implements Writer {
  readonly #options: WriterOptions
  readonly #clock: Clock
  readonly #prepareOptions: PrepareOptions
  readonly #ledger: OutcomeLedger
  readonly #capacity: Capacity
  readonly #queue: BatchQueue
  readonly #spill: Spill | undefined
  readonly #metrics: MetricsRecorder
  readonly #breaker: Breaker
  readonly #gate: Gate
  readonly #send: SendLines
  readonly #stop = new AbortController()
  readonly #closeTransport: () => Promise<void>
  readonly #backoff: (failures: number) => number
  readonly #changes: Changes
  readonly #reports: FailureReports
  #underWay = 0
  #closed: Promise<Outcome> | undefined

  constructor(options: WriterOptions) {
    this.#options = options
    const { clock = createSystemClock(), maxInFlight = 4, random, onBreaker, spill } = options
    this.#clock = clock
    this.#prepareOptions = { clock, precision: options.precision, rule: options.rule }
    this.#changes = new Changes(clock)
    this.#reports = new FailureReports(options)
    this.#ledger = new OutcomeLedger({ maxListed: options.maxListed, onFate: (fate) => this.#reports.decided(fate) })
    this.#capacity = new Capacity({ maxPoints: options.maxPoints ?? 10_000, maxBytes: options.maxBytes ?? 8_388_608 })
    this.#metrics = new MetricsRecorder(options.onConnection && quiet(options.onConnection))
    this.#breaker = new Breaker({
      clock,
      failures: options.breakerFailures,
      openMs: options.breakerOpenMs,
      onState: onBreaker && quiet(onBreaker),
    })
    this.#gate = new Gate(clock, this.#breaker)
    this.#backoff = createBackoff({ initialMs: options.retryInitialMs, maxMs: options.retryMaxMs, random })
    const network = options.transport ? undefined : createNetworkTransport({ connections: maxInFlight })
    const transport = options.transport ?? network?.transport ?? fetch
    this.#closeTransport = async () => network?.close()
    const { url, org, bucket, token, requestTimeoutMs: timeoutMs = 10_000, gzip = false } = options
    this.#send = this.#measured(createSendLines({ url, org, bucket, token, transport, clock, timeoutMs, gzip }))
    this.#spill = spill === undefined ? undefined : new Spill(spill)
    this.#queue = new BatchQueue({
      clock,
      batchPoints: options.batchPoints ?? 1000,
      batchBytes: options.batchBytes ?? 1_048_576,
      flushIntervalMs: options.flushIntervalMs ?? 5_000,
      spill: this.#spill,
      onSealed: () => this.#pump(),
    })
    this.#recover()
  }

  write(record: WriterRecord): Promise<Acceptance> {
    try {
      const acceptance = this.#writeNow(record)
      return typeof acceptance === 'string' ? ready[acceptance] : this.#writeLater(acceptance)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  tryWrite(record: WriterRecord): Acceptance | 'full' {
    const acceptance = this.#writeNow(record)
    if (typeof acceptance === 'string') return acceptance
    this.#queue.seal()
    return 'full'
  }

  async flush({ deadlineMs = this.#options.deadlineMs ?? 30_000 }: WaitOptions = {}): Promise<Outcome> {
    this.#queue.seal()
    const asked = this.#queue.undecided()
    await keepAlive(this.#changes.until(() => asked.every(({ settled }) => settled), deadlineMs))
    return this.#ledger.outcome(asked)
  }

  close(options?: WaitOptions): Promise<Outcome> {
    this.#closed ??= this.#finish(options)
    return this.#closed
  }

  totals(): Totals {
    return this.#ledger.totals()
  }

  metrics(): WriterMetrics {
    return this.#metrics.snapshot(this.totals(), { breaker: this.#breaker.state, queueBytes: this.#capacity.bytes })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #finish(options?: WaitOptions): Promise<Outcome> {
    this.#capacity.close()
    const { complete } = await this.flush(options)
    if (!complete) {
      this.#stop.abort()
      this.#pump()
      await keepAlive(this.#changes.until(() => this.#queue.undecided().length === 0))
    }
    this.#spill?.close()
    await this.#closeTransport()
    return this.#ledger.outcome([])
  }

  /** @returns the point where there is no room for it now. */
  #writeNow(record: WriterRecord): Acceptance | PendingPoint {
    if (this.#closed !== undefined) throw new WriterClosedError()
    const point = preparePoint(record, this.#prepareOptions)
    if ('verdict' in point) return this.#refuse(point)
    return this.#capacity.tryTake(point.bytes) ? this.#accept(point) : point
  }

  async #writeLater(point: PendingPoint): Promise<Acceptance> {
    // What is gathered goes out now: nobody would complete the batch while everybody waits for room.
    this.#queue.seal()
    const accepted = await keepAlive(this.#capacity.take(point.bytes, () => this.#accept(point)))
    if (accepted === undefined) throw new WriterClosedError()
    return accepted
  }

  #refuse({ line, verdict }: RefusedPoint): Acceptance {
    this.#ledger.refuse(line, verdict)
    return 'rejected'
  }

  #accept(point: PendingPoint): Acceptance {
    this.#ledger.accept(point)
    try {
      this.#queue.add(point)
    } catch (error) {
      // Most likely the disk of the spill is full: what cannot be kept was not accepted.
      this.#capacity.give(1, point.bytes)
      const reason = error instanceof Error ? error.message : String(error)
      this.#ledger.settle([point], { fate: 'dropped', rule: 'spill-failed', reason })
      throw error
    }
    return 'queued'
  }

  #pump(): void {
    const stopping = this.#stop.signal.aborted
    while (stopping || this.#underWay < (this.#options.maxInFlight ?? 4)) {
      const batch = this.#queue.take()
      if (batch === undefined) return
      this.#underWay++
      void this.#carry(batch)
    }
  }

  async #carry(batch: Batch): Promise<void> {
    try {
      await deliver(batch.points, {
        send: this.#send,
        bodyOf: (points) => (points === batch.points ? batch.body() : bodyOf(points)),
        gate: this.#gate,
        backoff: this.#backoff,
        clock: this.#clock,
        retryLimit: this.#options.retryLimit,
        signal: this.#stop.signal,
        stored: (points) => (points === batch.points ? this.#ledger.storedWhole(batch) : this.#ledger.stored(points)),
        settle: (points, verdict) => this.#ledger.settle(points, this.#kept(batch, verdict)),
        failed: (answer, points, willRetry) => this.#failed(answer, points.length, willRetry),
      })
    } finally {
      this.#underWay--
      this.#queue.release(batch)
      this.#capacity.give(batch.points.length, batch.bytes)
      this.#changes.tell()
      this.#pump()
    }
  }

  /** With a spill, points that no server judged stay there for the next start: their fate is open. */
  #kept(batch: Batch, verdict: Verdict): Verdict {
    const judged = ['refused', 'too-large', 'type-conflict', 'expired', 'partial-write'].includes(verdict.rule)
    if (batch.segment === undefined || judged) return verdict
    batch.retained = true
    return { ...verdict, fate: 'unknown', reason: `${verdict.reason}; kept in the spill for the next start` }
  }

  #failed(answer: WriteAnswer, points: number, willRetry: boolean): void {
    if (willRetry) this.#metrics.retries++
    if (answer.kind !== 'stored') this.#reports.failed(answer, { points, willRetry })
  }

  #measured(send: SendLines): SendLines {
    return async (body, signal) => {
      const start = this.#clock.nowNs()
      this.#metrics.requests++
      this.#metrics.inFlight++
      const answer = await send(body, signal)
      this.#metrics.inFlight--
      if (answer.kind === 'transient' && answer.status === undefined) this.#metrics.unreachable()
      else this.#metrics.answered(Number(this.#clock.nowNs() - start) / 1e6)
      return answer
    }
  }

  #recover(): void {
    for (const { segment, text } of this.#spill?.left() ?? []) {
      const points: PendingPoint[] = []
      // A last line that is no point was cut off while it was written: it was never acknowledged.
      for (const one of decode(text).points) {
        const point = preparePoint(one, { clock: this.#clock })
        if ('verdict' in point) {
          this.#refuse(point)
          continue
        }
        this.#ledger.accept(point)
        this.#capacity.force(point.bytes)
        points.push(point)
      }
      this.#metrics.recovered += points.length
      if (points.length > 0) this.#queue.adopt(segment, points)
      else segment.remove()
    }
    this.#pump()
  }
}
