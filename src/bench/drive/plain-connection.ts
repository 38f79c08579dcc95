import { Client, type Dispatcher } from 'undici'
import { parseRetryAfter } from '../../writer/retry-after.ts'
import { classifyAnswer, type WriteAnswer } from '../../writer/write-answer.ts'
import type { WriteRequest } from './write-request.ts'

/** One connection that is kept open, and opened anew where it was lost. */
export interface PlainConnection {
  /** Sends a body once. Never rejects: a request without an answer is transient and maybe stored. */
  send(body: Uint8Array): Promise<WriteAnswer>
  close(): Promise<void>
}

/** As little work for a request as a client can have: one socket, headers made beforehand, answers read only where they refuse. */
export function openPlainConnection(
  { origin, path, headers }: WriteRequest,
  { timeoutMs }: { readonly timeoutMs: number },
): PlainConnection {
  const client = new Client(origin, { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, keepAliveTimeout: 60_000 })
  const flat = Object.entries(headers).flat()
  return {
    send: (body) =>
      new Promise((resolve) => {
        client.dispatch({ path, method: 'POST', headers: flat, body }, new AnswerHandler(resolve))
      }),
    close: () => client.destroy(),
  }
}

class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: WriteAnswer) => void
  #status = 0
  #retryAfter: string | undefined
  #text = ''

  constructor(resolve: (answer: WriteAnswer) => void) {
    this.#resolve = resolve
  }

  onRequestStart(): void {}

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status
    const { 'retry-after': retryAfter } = headers
    this.#retryAfter = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#text += chunk.toString()
  }

  onResponseEnd(): void {
    const retryAfterMs = parseRetryAfter(this.#retryAfter ?? null, Date.now())
    this.#resolve(classifyAnswer({ status: this.#status, message: this.#text, retryAfterMs }))
  }

  onResponseError(_: unknown, error: Error): void {
    this.#resolve({ kind: 'transient', message: error.message, maybeStored: true })
  }
}
