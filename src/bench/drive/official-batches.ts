import { HttpError } from '@influxdata/influxdb-client'
import { classifyAnswer, type WriteAnswer } from '../../writer/write-answer.ts'
import type { Batch } from '../workload/point-set.ts'
import type { Tally } from './tally.ts'
import { verdictOfAnswer } from './verdict-of-answer.ts'

interface Entry {
  readonly points: number
  readonly fromMs: number
  /** A request that carried it had no definite answer. */
  maybeStored: boolean
}

/** Batches that were handed to the official client and are not decided, known again by their first lines. */
export class OfficialBatches {
  readonly #tally: Tally
  readonly #maxRetries: number
  readonly #open = new Map<string, Entry[]>()
  #undecided = 0
  #changed = Promise.withResolvers<void>()

  constructor({ tally, maxRetries }: { readonly tally: Tally; readonly maxRetries: number }) {
    this.#tally = tally
    this.#maxRetries = maxRetries
  }

  handIn({ lines }: Batch, fromMs: number): void {
    const [key = ''] = lines
    const entry = { points: lines.length, fromMs, maybeStored: false }
    const same = this.#open.get(key)
    if (same === undefined) this.#open.set(key, [entry])
    else same.push(entry)
    this.#undecided++
  }

  /** `writeSuccess` of the client. */
  succeeded(lines: readonly string[]): void {
    this.#tally.requested()
    this.#decide(lines, { kind: 'stored' })
  }

  /** `writeFailed` of the client, which sends again what has retries left and was not refused for good, until it expires. */
  failed(error: Error, lines: readonly string[], how: { readonly attempt: number; readonly expiresMs: number }): void {
    const expired = how.expiresMs <= Date.now()
    if (!expired) this.#tally.requested()
    const answer: WriteAnswer =
      error instanceof HttpError
        ? classifyAnswer({ status: error.statusCode, message: error.body ?? '' })
        : { kind: 'transient', message: error.message, maybeStored: !expired }
    const mayGoAgain = !(error instanceof HttpError) || error.statusCode >= 429
    if (expired || !mayGoAgain || how.attempt > this.#maxRetries) {
      this.#decide(lines, answer)
      return
    }
    const entry = this.#open.get(lines[0] ?? '')?.[0]
    if (entry !== undefined && answer.kind === 'transient') entry.maybeStored ||= answer.maybeStored
  }

  /** `writeRetrySkipped` of the client: it forgot a batch because too many wait. */
  skipped(lines: readonly string[]): void {
    this.#decide(lines, { kind: 'transient', message: 'dropped from the retry buffer', maybeStored: false })
  }

  /** Resolves when no more than `most` batches are undecided. @throws when the signal aborts. */
  async untilAtMost(most: number, signal?: AbortSignal): Promise<void> {
    const onAbort = () => this.#changed.resolve()
    signal?.addEventListener('abort', onAbort)
    try {
      while (this.#undecided > most) {
        signal?.throwIfAborted()
        await this.#changed.promise
      }
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }

  #decide(lines: readonly string[], answer: WriteAnswer): void {
    const key = lines[0] ?? ''
    const [entry, ...others] = this.#open.get(key) ?? []
    if (entry === undefined) throw new RangeError('official client: expected to know the batch that it tells of')
    if (others.length > 0) this.#open.set(key, others)
    else this.#open.delete(key)
    this.#tally.answered(entry.fromMs)
    this.#tally.decided(verdictOfAnswer(answer, entry), entry.points)
    this.#undecided--
    this.#changed.resolve()
    this.#changed = Promise.withResolvers<void>()
  }
}
