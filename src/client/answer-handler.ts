import type { Dispatcher } from 'undici'
import type { ExchangeAnswer } from './exchange.ts'

export interface AnswerHandlerOptions {
  /** The status has come. */
  readonly resolve: (answer: ExchangeAnswer) => void
  /** No status came. */
  readonly reject: (error: Error) => void
  readonly signal?: AbortSignal | undefined
}

/** Takes an answer in without a stream: tells its status when that is there, and gathers its body. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #options: AnswerHandlerOptions
  readonly #chunks: Buffer[] = []
  readonly #onAbort = () => this.#controller?.abort(this.#options.signal?.reason)
  #controller: Dispatcher.DispatchController | undefined
  #whole: PromiseWithResolvers<Buffer> | undefined
  #ended: Buffer | Error | undefined

  constructor(options: AnswerHandlerOptions) {
    this.#options = options
    options.signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** Called again where a request is sent on another connection: nothing has come by then. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#options.signal?.aborted) this.#onAbort()
  }

  onResponseStart(_: unknown, status: number, headers: ExchangeAnswer['headers']): void {
    // What comes before the answer, such as 103, is none.
    if (status >= 200) this.#options.resolve({ status, headers, bytes: () => this.#bytes() })
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#end(Buffer.concat(this.#chunks))
  }

  onResponseError(_: unknown, error: Error): void {
    this.#options.reject(error)
    this.#end(error)
  }

  #bytes(): Promise<Buffer> {
    if (this.#ended instanceof Error) return Promise.reject(this.#ended)
    if (this.#ended !== undefined) return Promise.resolve(this.#ended)
    this.#whole ??= Promise.withResolvers<Buffer>()
    return this.#whole.promise
  }

  #end(ended: Buffer | Error): void {
    this.#options.signal?.removeEventListener('abort', this.#onAbort)
    this.#ended = ended
    if (ended instanceof Error) this.#whole?.reject(ended)
    else this.#whole?.resolve(ended)
  }
}
