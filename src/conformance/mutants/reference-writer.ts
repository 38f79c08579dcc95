import { setTimeout as delay } from 'node:timers/promises'
import { decode } from '../../line-protocol/decode.ts'
import type { LineOutcome, WriterAdapter, WriterServer } from '../writer-adapter.ts'
import { bodyOf } from './body-of.ts'
import { type Answered, classify } from './classify.ts'
import type { Defect } from './defect.ts'
import { mangle } from './mangle.ts'
import { sendBody } from './send-body.ts'

interface Item {
  readonly line: string
  readonly sent: string
  outcome: LineOutcome['outcome'] | undefined
}

const batchLines = 1000
const bufferLines = 5000
const mostAttempts = 8
const longestPauseMs = 2000
/** Of wall time: in virtual time nothing stays away for ever. */
const requestLimitMs = 700
/** Requests in a row without an answer after which it gives up. */
const mostLate = 2
const timerMs = 500

/**
 * A small writer that passes every case of the kit: one request at a time, so that order needs no care. With a defect it is wrong in
 * exactly that way: what the kit has to notice.
 */
export class ReferenceWriter implements WriterAdapter {
  readonly #defect: Defect | undefined
  readonly #items: Item[] = []
  #queue: Item[] = []
  #server: WriterServer | undefined
  #running: Promise<void> | undefined
  #space = Promise.withResolvers<void>()
  #reported = 0
  #flushing = false
  #closed = false
  #reports = 0
  #stamp = 0n

  constructor(defect?: Defect) {
    this.#defect = defect
  }

  async open(server: WriterServer): Promise<void> {
    this.#server = server
    this.#stamp = server.clock?.nowNs() ?? BigInt(Date.now()) * 1_000_000n
    if (this.#defect === 'loses-on-timer') void this.#tick()
  }

  async write(line: string): Promise<void> {
    if (this.#closed && this.#defect !== 'takes-after-close') throw new Error('the writer is closed')
    const item: Item = { line, sent: this.#prepare(line), outcome: undefined }
    this.#items.push(item)
    const { points, errors } = decode(item.sent)
    const checked = this.#defect !== 'poisoned-by-one-line' && this.#defect !== 'retries-400-for-ever'
    if (checked && (points.length !== 1 || errors.length > 0)) {
      item.outcome = 'rejected'
      return
    }
    if (this.#closed) {
      item.outcome = 'stored'
      return
    }
    this.#queue.push(item)
    if (this.#queue.length >= batchLines) this.#run()
    while (this.#queue.length >= bufferLines && this.#defect !== 'unbounded-buffer') await this.#space.promise
  }

  async flush(): Promise<void> {
    if (this.#defect === 'flush-that-lies') return void this.#run()
    if (this.#defect === 'second-flush-lies' && this.#flushing) return
    if (this.#defect === 'forgets-full-batches' && this.#items.length % batchLines === 0) return
    this.#flushing = true
    await this.#run()
    this.#flushing = false
    const news = this.#items.slice(this.#reported)
    this.#reported = this.#items.length
    const failed = news.filter(({ outcome }) => outcome !== 'stored')
    if (failed.length === 0) return
    if (this.#defect === 'reports-once' && this.#reports++ > 0) return decide(failed, 'stored')
    throw new Error(`${failed.length} of ${news.length} lines are not known to be stored`)
  }

  async close(): Promise<void> {
    if (this.#defect === 'loses-on-close') {
      for (const item of this.#queue.splice(0)) item.outcome = 'stored'
      return
    }
    if (this.#closed && this.#defect === 'second-close-hangs') await new Promise(() => {})
    this.#closed = true
    await this.flush()
  }

  outcomes(): readonly LineOutcome[] {
    const lies =
      this.#defect === 'flush-that-lies' ||
      this.#defect === 'forgets-full-batches' ||
      this.#defect === 'second-flush-lies'
    return this.#items.map(({ line, outcome }) => ({ line, outcome: outcome ?? (lies ? 'stored' : 'unknown') }))
  }

  /** A line as it is sent: stamped once, so that a retry writes the same point. */
  #prepare(line: string): string {
    const { points } = decode(line)
    const [point] = points
    const stamps = point !== undefined && point.time === undefined && this.#defect !== 'doubles-on-timeout'
    return mangle(stamps ? `${line} ${this.#stamp++}` : line, this.#defect)
  }

  #run(): Promise<void> {
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, batchLines)
      this.#space.resolve()
      this.#space = Promise.withResolvers<void>()
      if (this.#defect === 'loses-last-of-batch' && batch.length > 1) decide(batch.splice(-1), 'stored')
      await this.#deliver(batch)
      if (this.#defect === 'forgets-what-came-during-a-send') decide(this.#queue.splice(0), 'stored')
    }
  }

  /** Sends what is there from time to time, and does not look at the answer. */
  async #tick(): Promise<void> {
    while (!this.#closed) {
      await this.#pause(timerMs)
      const batch = this.#queue.splice(0)
      if (batch.length > 0) await this.#send(batch, 1)
      decide(batch, 'stored')
    }
  }

  /** Sends until every line is decided. */
  async #deliver(batch: readonly Item[]): Promise<void> {
    for (let attempt = 1, late = 0; ; attempt++) {
      const answer = await this.#send(batch, attempt)
      late = answer.late ? late + 1 : 0
      const answered = classify(answer, { defect: this.#defect })
      if (answered.kind === 'decided') return this.#decided(batch, answered.outcome)
      if (answered.kind === 'split') return this.#split(batch)
      const last =
        (attempt >= mostAttempts || late >= mostLate) &&
        this.#defect !== 'never-gives-up' &&
        this.#defect !== 'retries-400-for-ever'
      if (last || this.#defect === 'gives-up-at-once') return decide(batch, 'unknown')
      await this.#pause(answered.pauseMs ?? Math.min(longestPauseMs, 10 * 2 ** attempt))
      if (this.#defect === 'reorders-on-retry' && this.#queue.length > 0) {
        this.#queue.push(...batch)
        return
      }
    }
  }

  async #decided(batch: readonly Item[], outcome: LineOutcome['outcome']): Promise<void> {
    if (this.#defect === 'sends-twice-changed') {
      await this.#send(
        batch.map((item) => ({ ...item, sent: item.sent.replace(/=(\d+)\.5/, '=1$1') })),
        1,
      )
    }
    decide(batch, outcome)
  }

  async #split(batch: readonly Item[]): Promise<void> {
    if (batch.length === 1) return decide(batch, 'rejected')
    const half = Math.ceil(batch.length / 2)
    await this.#deliver(batch.slice(0, half))
    await this.#deliver(batch.slice(half))
  }

  #send(batch: readonly Item[], attempt: number): Promise<Answered> {
    const server = this.#server
    if (server === undefined) throw new Error('the writer is not open')
    const nowNs = server.clock?.nowNs() ?? BigInt(Date.now()) * 1_000_000n
    const lines = batch.map(({ sent }) => sent)
    return sendBody(server, bodyOf(lines, { attempt, nowNs, defect: this.#defect }), {
      limitMs: this.#defect === 'waits-for-ever' ? undefined : requestLimitMs,
    })
  }

  async #pause(ms: number): Promise<void> {
    const clock = this.#server?.clock
    if (clock === undefined) return void (await delay(ms))
    const { promise, resolve } = Promise.withResolvers<void>()
    clock.schedule(ms, resolve)
    await promise
  }
}

function decide(items: readonly Item[], outcome: LineOutcome['outcome']): void {
  for (const item of items) item.outcome = outcome
}
