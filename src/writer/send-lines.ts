import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { kindOfFailure, messageOfFailure } from '../client/error-kind.ts'
import { createRedactor } from '../client/redact.ts'
import type { Transport } from '../client/transport.ts'
import type { Clock } from '../clock/index.ts'
import { type PostAnswer, postOver } from './post.ts'
import { parseRetryAfter } from './retry-after.ts'
import { classifyAnswer, type WriteAnswer } from './write-answer.ts'

export interface SendOptions {
  readonly url: string
  readonly org: string
  readonly bucket: string
  readonly token: string
  readonly transport: Transport
  readonly clock: Clock
  /** Time limit of one request, to the last byte of its answer, in ms. */
  readonly timeoutMs: number
  readonly gzip: boolean
}

/** Sends one body of line protocol in nanoseconds. Never rejects; an abort is a transient answer too. */
export type SendLines = (body: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<WriteAnswer>

const compress = promisify(gzip)

/** Makes the one function of the writer that talks to a server. Its messages hold no token. */
export function createSendLines(options: SendOptions): SendLines {
  const { transport, clock, timeoutMs } = options
  const redact = createRedactor([options.token])
  const headers = {
    authorization: `Token ${options.token}`,
    'content-type': 'text/plain; charset=utf-8',
    ...(options.gzip ? { 'content-encoding': 'gzip' } : {}),
  }
  const post = postOver(transport, { address: addressOf(options), headers })
  return async (body, outer) => {
    const bytes = options.gzip ? new Uint8Array(await compress(body)) : body
    let isLate = false
    const stop = new AbortController()
    const { signal } = stop
    const cancel = clock.schedule(timeoutMs, () => {
      isLate = true
      stop.abort(new DOMException('time limit', 'TimeoutError'))
    })
    // AbortSignal.any costs as much as all else here.
    const onOuter = () => stop.abort(outer.reason)
    if (outer.aborted) onOuter()
    else outer.addEventListener('abort', onOuter, { once: true })
    try {
      const answer = await race(post(bytes, signal), signal)
      const { status, retryAfter } = answer
      const message = status === 204 ? '' : await messageOf(answer, signal)
      const retryAfterMs = parseRetryAfter(retryAfter, Number(clock.nowNs() / 1_000_000n))
      return classifyAnswer({ status, message: redact(message), retryAfterMs })
    } catch (error) {
      if (isLate) return lost(`no answer within ${timeoutMs} ms`)
      if (outer.aborted) return lost('given up before an answer came')
      const kind = kindOfFailure(error)
      const neverSent = kind === 'connection-refused' || kind === 'unknown-host' || kind === 'tls'
      const message = redact(`${kind}: ${messageOfFailure(error)}`)
      return { kind: 'transient', message, maybeStored: !neverSent }
    } finally {
      cancel()
      outer.removeEventListener('abort', onOuter)
    }
  }
}

function lost(message: string): WriteAnswer {
  return { kind: 'transient', message, maybeStored: true }
}

function addressOf({ url, org, bucket }: SendOptions): URL {
  const base = new URL(url)
  const query = new URLSearchParams({ org, bucket, precision: 'ns' })
  return new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}/api/v2/write?${query}`)
}

/** What the server said; empty when the answer breaks off after its status, which is then all that is known. */
async function messageOf(answer: PostAnswer, signal: AbortSignal): Promise<string> {
  const text = await race(answer.text(), signal).catch(() => '')
  try {
    const body = JSON.parse(text) as { message?: unknown; error?: unknown }
    const message = body.message ?? body.error
    if (typeof message === 'string') return message
  } catch {
    // Not JSON: said as it is.
  }
  return text.trim().slice(0, 300)
}

/** A transport may ignore the signal; then its answer is awaited no longer. */
function race<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
