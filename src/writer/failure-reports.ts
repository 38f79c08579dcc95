import { appendDeadLetter } from './dead-letter.ts'
import type { PointFate } from './point-fate.ts'
import { quiet } from './quiet.ts'
import type { WriteAnswer } from './write-answer.ts'
import { WriteFailedError } from './writer-error.ts'
import type { WriterOptions } from './writer-options.ts'

/** Tells those who asked for it what did not go well: the dead-letter file, `onFate` and `onError`. */
export class FailureReports {
  readonly #options: Pick<WriterOptions, 'bucket' | 'deadLetter' | 'onFate' | 'onError'>

  constructor(options: Pick<WriterOptions, 'bucket' | 'deadLetter' | 'onFate' | 'onError'>) {
    this.#options = options
  }

  /** A point is decided, and not known to be stored. */
  decided(fate: PointFate): void {
    const { deadLetter, onFate } = this.#options
    if (deadLetter !== undefined && fate.fate !== 'unknown') this.#bury(fate, deadLetter)
    if (onFate !== undefined) quiet(onFate)(fate)
  }

  /** A request did not store its points. */
  failed(
    { message, status }: Exclude<WriteAnswer, { readonly kind: 'stored' }>,
    { points, willRetry }: { readonly points: number; readonly willRetry: boolean },
  ): void {
    const { bucket, onError } = this.#options
    if (onError !== undefined) quiet(onError)(new WriteFailedError({ message, status, points, willRetry, bucket }))
  }

  #bury(fate: PointFate, path: string): void {
    try {
      appendDeadLetter(path, fate)
    } catch (error) {
      const message = `the dead-letter file cannot be written: ${error instanceof Error ? error.message : String(error)}`
      const { bucket, onError } = this.#options
      if (onError) quiet(onError)(new WriteFailedError({ message, points: 1, willRetry: false, bucket }))
    }
  }
}
