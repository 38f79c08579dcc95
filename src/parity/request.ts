import { gzipSync } from 'node:zlib'
import { expand, expandDeep, type Variables } from './placeholders.ts'
import type { RecordedBody, RecordedRequest } from './scenario.ts'

/** The token of the operator in every transcript. */
export const operatorToken = 'operator-token'

function bodyBytes(body: RecordedBody, variables: Variables): Buffer {
  if (typeof body === 'string') return Buffer.from(expand(body, variables))
  if (!Array.isArray(body)) {
    const object = body as { lines?: unknown; repeat?: unknown; base64?: unknown }
    const only = Object.keys(object).length === 1
    if (only && Array.isArray(object.lines)) return Buffer.from(expand(object.lines.join('\n'), variables))
    if (only && typeof object.base64 === 'string') return Buffer.from(object.base64, 'base64')
    if (only && typeof object.repeat === 'object' && object.repeat !== null) {
      const { text, times } = object.repeat as { text: string; times: number }
      return Buffer.from(expand(text, variables).repeat(times))
    }
  }
  return Buffer.from(JSON.stringify(expandDeep(body, variables)))
}

function authorization(as: string | null | undefined, variables: Variables): string | undefined {
  if (as === null) return undefined
  if (as === undefined) return `Token ${operatorToken}`
  return `Token ${variables.values.get(as) ?? as}`
}

/** The request of a step with every placeholder filled in. */
export function buildRequest(base: string, recorded: RecordedRequest, variables: Variables): Request {
  let path = expand(recorded.path, variables)
  const query = Object.entries(recorded.query ?? {})
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(expand(value, variables))}`)
    .join('&')
  if (query !== '') path += `${path.includes('?') ? '&' : '?'}${query}`
  const headers = new Headers()
  const credentials = authorization(recorded.as, variables)
  if (credentials !== undefined) headers.set('authorization', credentials)
  for (const [name, value] of Object.entries(recorded.headers ?? {})) headers.set(name, expand(value, variables))
  const init: RequestInit = { method: recorded.method, headers, redirect: 'manual' }
  if (recorded.body !== undefined && recorded.method !== 'GET' && recorded.method !== 'HEAD') {
    const bytes = bodyBytes(recorded.body, variables)
    if (recorded.gzip) headers.set('content-encoding', 'gzip')
    init.body = new Uint8Array(recorded.gzip ? gzipSync(bytes) : bytes)
  }
  return new Request(base + path, init)
}
