import { ClientError, type ClientErrorKind } from './client-error.ts'
import { kindOfFailure, kindOfStatus, messageOfFailure } from './error-kind.ts'
import { createRedactor } from './redact.ts'
import type { Transport } from './transport.ts'

/** Query parameters; undefined ones are left out. */
export type QueryParameters = Readonly<Record<string, string | number | boolean | undefined>>

export interface HttpCall {
  /** What the caller does, as the start of an error sentence: "list buckets". */
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: QueryParameters
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly signal?: AbortSignal | undefined
  /** Overrides the client's time limit for this call. */
  readonly timeoutMs?: number
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  /** Pieces of the body as they come; the time limit of the call holds until the last. */
  chunks(): AsyncGenerator<Uint8Array>
  text(): Promise<string>
  json(): Promise<unknown>
  /** Reads the rest of the body away, so that the connection can serve again. */
  discard(): Promise<void>
}

export interface HttpOptions {
  /** Scheme, host, port and an optional path that goes before every other. */
  readonly url: string
  /** Absent: requests carry no credentials. */
  readonly token?: string | undefined
  readonly transport: Transport
  /** Time limit of a call, to the last byte of its answer, in ms. Default 30 000. */
  readonly timeoutMs?: number | undefined
  /** Gives up every call. */
  readonly signal?: AbortSignal | undefined
  /** Called once per request, before it is sent. */
  readonly onRequest?: ((method: string, path: string) => void) | undefined
  /** Called with the version that an answer names. */
  readonly onVersion?: ((version: string) => void) | undefined
}

export interface Http {
  readonly origin: string
  /** @throws ClientError when there is no answer, or one whose status is not 2xx: redirects are not followed. */
  send(call: HttpCall): Promise<HttpAnswer>
  /** An error of this server that holds no secret. */
  fail(call: HttpCall, kind: ClientErrorKind, message?: string, cause?: unknown): ClientError
}

/** The one place where requests are sent: credentials, time limits, and errors without secrets. */
export function createHttp(options: HttpOptions): Http {
  const base = new URL(options.url)
  const prefix = base.pathname.replace(/\/+$/, '')
  const origin = base.origin
  const redact = createRedactor([options.token, decodeURIComponent(base.password)])
  const { transport, token, onRequest, onVersion } = options
  const defaultTimeoutMs = options.timeoutMs ?? 30_000

  const http: Http = {
    origin,
    fail(call, kind, message, cause) {
      return new ClientError({
        operation: call.operation,
        kind,
        method: call.method,
        path: redact(call.path),
        origin,
        ...(message === undefined ? {} : { message: redact(message) }),
        ...(cause === undefined ? {} : { cause: withoutSecrets(cause, redact) }),
      })
    },
    async send(call) {
      const timeoutMs = call.timeoutMs ?? defaultTimeoutMs
      const deadline = createDeadline(timeoutMs, [options.signal, call.signal])
      const broken = (error: unknown): ClientError => {
        if (error instanceof ClientError) return error
        if (deadline.expired()) return http.fail(call, 'timeout', `within ${timeoutMs} ms`)
        if (deadline.signal.aborted) return http.fail(call, 'aborted')
        return http.fail(call, kindOfFailure(error), messageOfFailure(error), error)
      }
      let response: Response
      try {
        const request = new Request(addressOf(origin, prefix, call), {
          method: call.method,
          headers: headersOf(call, token),
          signal: deadline.signal,
          ...bodyOf(call),
        })
        onRequest?.(call.method, call.path)
        response = await deadline.race(transport(request))
      } catch (error) {
        deadline.clear()
        throw broken(error)
      }
      const version = response.headers.get('x-influxdb-version')
      if (version !== null && version !== '') onVersion?.(version.replace(/^v/, ''))
      const answer = createAnswer(response, deadline, broken, (found) => http.fail(call, 'unexpected-answer', found))
      if (response.status < 300) return answer
      const { code, message } = readErrorBody(await answer.text())
      throw new ClientError({
        operation: call.operation,
        kind: kindOfStatus(response.status, message),
        method: call.method,
        path: redact(call.path),
        origin,
        status: response.status,
        message: redact(message),
        ...(code === undefined ? {} : { code }),
      })
    },
  }
  return http
}

interface Deadline {
  readonly signal: AbortSignal
  expired(): boolean
  /** The promise, or a rejection at the deadline, whichever is first: a transport may ignore the signal. */
  race<T>(promise: Promise<T>): Promise<T>
  clear(): void
}

function createDeadline(timeoutMs: number, outer: readonly (AbortSignal | undefined)[]): Deadline {
  const own = new AbortController()
  let expired = false
  const timer = setTimeout(() => {
    expired = true
    own.abort(new DOMException('time limit', 'TimeoutError'))
  }, timeoutMs)
  const signal = AbortSignal.any([own.signal, ...outer.filter((one) => one !== undefined)])
  return {
    signal,
    expired: () => expired,
    clear: () => clearTimeout(timer),
    race(promise) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          promise.catch(() => undefined)
          reject(signal.reason)
          return
        }
        const onAbort = () => reject(signal.reason)
        signal.addEventListener('abort', onAbort, { once: true })
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
      })
    },
  }
}

function createAnswer(
  response: Response,
  deadline: Deadline,
  broken: (error: unknown) => ClientError,
  unexpected: (found: string) => ClientError,
): HttpAnswer {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader()
    try {
      while (reader !== undefined) {
        const { done, value } = await deadline.race(reader.read())
        if (done) return
        yield value
      }
    } catch (error) {
      throw broken(error)
    } finally {
      deadline.clear()
      reader?.cancel().catch(() => undefined)
    }
  }
  async function text(): Promise<string> {
    const decoder = new TextDecoder()
    let all = ''
    for await (const chunk of chunks()) all += decoder.decode(chunk, { stream: true })
    return all + decoder.decode()
  }
  return {
    status: response.status,
    headers: response.headers,
    chunks,
    text,
    async json() {
      const body = await text()
      try {
        return JSON.parse(body) as unknown
      } catch {
        throw unexpected(`the answer is not JSON: ${body.slice(0, 80)}`)
      }
    },
    async discard() {
      for await (const _ of chunks());
    },
  }
}

function addressOf(origin: string, prefix: string, { path, query = {} }: HttpCall): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.append(name, String(value))
  const search = parameters.size === 0 ? '' : `?${parameters}`
  return `${origin}${prefix}${path}${search}`
}

function headersOf(call: HttpCall, token: string | undefined): Headers {
  const headers = new Headers(call.headers)
  if (token !== undefined) headers.set('authorization', `Token ${token}`)
  if (call.json !== undefined) headers.set('content-type', 'application/json')
  return headers
}

function bodyOf(call: HttpCall): { body?: string | Uint8Array<ArrayBuffer> } {
  if (call.json !== undefined) return { body: JSON.stringify(call.json) }
  return call.body === undefined ? {} : { body: call.body }
}

/** The platform's error body, or the start of whatever came instead (a proxy's page). */
function readErrorBody(text: string): { code?: string; message: string } {
  try {
    const body = JSON.parse(text) as { code?: unknown; message?: unknown; error?: unknown }
    const message = body.message ?? body.error
    if (typeof message === 'string') return { ...(typeof body.code === 'string' ? { code: body.code } : {}), message }
  } catch {
    // Not JSON: said as it is.
  }
  return { message: text.trim().slice(0, 300) }
}

/** A copy of an error that keeps name, code and message, without the secrets and without its own causes. */
function withoutSecrets(error: unknown, redact: (text: string) => string): Error {
  const copy = new Error(redact(messageOfFailure(error)))
  if (error instanceof Error) copy.name = error.name
  copy.stack = `${copy.name}: ${copy.message}`
  return copy
}
