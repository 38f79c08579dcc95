import { setTimeout as delay } from 'node:timers/promises'
import { decode } from '../../line-protocol/decode.ts'
import type { LineOutcome, WriterAdapter, WriterServer } from '../writer-adapter.ts'
import { type Answered, classify } from './classify.ts'
import type { Defect } from './defect.ts'

interface Item {
  readonly line: string
  readonly sent: string
  outcome: LineOutcome['outcome'] | undefined
}

const batchLines = 1000
const bufferLines = 5000
const mostAttempts = 8
const longestPauseMs = 2000

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
  #stamp = 0n

  constructor(defect?: Defect) {
    this.#defect = defect
  }

  async open(server: WriterServer): Promise<void> {
    this.#server = server
    this.#stamp = server.clock?.nowNs() ?? BigInt(Date.now()) * 1_000_000n
  }

  async write(line: string): Promise<void> {
    const item: Item = { line, sent: this.#prepare(line), outcome: undefined }
    this.#items.push(item)
    const { points, errors } = decode(item.sent)
    const checked = this.#defect !== 'poisoned-by-one-line' && this.#defect !== 'retries-400-for-ever'
    if (checked && (points.length !== 1 || errors.length > 0)) {
      item.outcome = 'rejected'
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
    if (failed.length > 0) throw new Error(`${failed.length} of ${news.length} lines are not known to be stored`)
  }

  async close(): Promise<void> {
    if (this.#defect === 'loses-on-close') {
      for (const item of this.#queue.splice(0)) item.outcome = 'stored'
      return
    }
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
    if (this.#defect === 'rounds-values') return line.replace(/=(\d+)\.5/, '=$1')
    const stamps = point !== undefined && point.time === undefined && this.#defect !== 'doubles-on-timeout'
    return stamps ? `${line} ${this.#stamp++}` : line
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
    }
  }

  /** Sends until every line is decided. */
  async #deliver(batch: readonly Item[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const answered = classify(await this.#send(batch), { defect: this.#defect })
      if (answered.kind === 'decided') return decide(batch, answered.outcome)
      if (answered.kind === 'split') return this.#split(batch)
      const last =
        attempt >= mostAttempts && this.#defect !== 'never-gives-up' && this.#defect !== 'retries-400-for-ever'
      if (last || this.#defect === 'gives-up-at-once') return decide(batch, 'unknown')
      await this.#pause(answered.pauseMs ?? Math.min(longestPauseMs, 10 * 2 ** attempt))
      if (this.#defect === 'reorders-on-retry' && this.#queue.length > 0) {
        this.#queue.push(...batch)
        return
      }
    }
  }

  async #split(batch: readonly Item[]): Promise<void> {
    if (batch.length === 1) return decide(batch, 'rejected')
    const half = Math.ceil(batch.length / 2)
    await this.#deliver(batch.slice(0, half))
    await this.#deliver(batch.slice(half))
  }

  async #send(batch: readonly Item[]): Promise<Answered> {
    if (this.#server === undefined) throw new Error('the writer is not open')
    const { url, org, bucket, token, fetch: send = fetch } = this.#server
    const address = `${url}/api/v2/write?${new URLSearchParams({ org, bucket })}`
    const body = batch.map(({ sent }) => sent).join('\n')
    try {
      const answer = await send(
        new Request(address, { method: 'POST', headers: { authorization: `Token ${token}` }, body }),
      )
      return { status: answer.status, retryAfter: answer.headers.get('retry-after'), nowMs: this.#nowMs() }
    } catch {
      return { status: 0, retryAfter: null, nowMs: this.#nowMs() }
    }
  }

  #nowMs(): number {
    const clock = this.#server?.clock
    return clock ? Number(clock.nowNs() / 1_000_000n) : Date.now()
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
