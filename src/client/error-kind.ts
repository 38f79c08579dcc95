import type { ClientErrorKind } from './client-error.ts'

/** The kind of an answer with an error status. `message` tells 422 "already exists" from other 422s. */
export function kindOfStatus(status: number, message: string): ClientErrorKind {
  if (status === 400 || status === 405 || status === 413) return 'invalid'
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 408 || status === 504) return 'timeout'
  if (status === 422) return isTaken(message) ? 'already-exists' : 'unprocessable'
  if (status === 429 || status === 502 || status === 503) return 'unavailable'
  if (status === 501) return 'not-implemented'
  return status >= 500 ? 'server' : 'unexpected-answer'
}

/** A type conflict says "already exists as type float", and means no name. */
function isTaken(message: string): boolean {
  if (message.startsWith('failure writing points')) return false
  return /already exists|is not unique|already queued|rp exists|already been completed/.test(message)
}

const kindOfCode: Readonly<Record<string, ClientErrorKind>> = {
  ECONNREFUSED: 'connection-refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  UND_ERR_SOCKET: 'closed',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls',
  EPROTO: 'tls',
}

/** The kind of a failure below HTTP, by the code of the first error in the chain of causes that has a known one. */
export function kindOfFailure(error: unknown): ClientErrorKind {
  for (const cause of chainOf(error)) {
    if (cause.name === 'TimeoutError') return 'timeout'
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
    if (code !== undefined) {
      const kind = kindOfCode[code]
      if (kind !== undefined) return kind
      if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return 'tls'
    }
    if (cause.name === 'AbortError') return 'aborted'
  }
  return 'network'
}

/** The most telling message of the chain: that of the innermost error which has one. */
export function messageOfFailure(error: unknown): string {
  return (
    chainOf(error)
      .map((cause) => cause.message)
      .filter((message) => message !== '')
      .at(-1) ?? String(error)
  )
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && chain.length < 10) {
    const next = queue.shift()
    if (!(next instanceof Error)) continue
    chain.push(next)
    if (next instanceof AggregateError) queue.push(...next.errors)
    queue.push(next.cause)
  }
  return chain
}
