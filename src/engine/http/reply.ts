import type { ApiError } from './api-error.ts'
import { encodeGoJson } from './json/go-encode.ts'

/**
 * The two generations of handlers in influxd, which answer alike but not the same.
 * `newer` (buckets, orgs, users, authorizations, labels, setup, dbrps, …): JSON indented by tabs; a wrong method is 405
 * without body and without Allow; an unknown path below them is the text "404 page not found"; trailing slashes are nothing.
 * `older` (write, query, delete, tasks, dashboards, …): compact JSON; a wrong method is 405 with JSON and Allow; an
 * unknown path is JSON "path not found"; a trailing slash is redirected.
 */
export type Generation = 'newer' | 'older'

const jsonType = 'application/json; charset=utf-8'

/** A JSON answer. */
export function jsonReply(status: number, value: unknown, generation: Generation): Response {
  const body = `${encodeGoJson(value, generation === 'newer' ? '\t' : '')}\n`
  return new Response(body, { status, headers: { 'content-type': jsonType } })
}

/** An answer without a body: 204, 201 of some, 405 of newer handlers. */
export function emptyReply(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers })
}

/** A plain text answer, as Go's http.Error writes it. */
export function textReply(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })
}

/** An error as the API answers it: code and message, and the code in a header. */
export function errorReply(error: ApiError, generation: Generation): Response {
  const response = jsonReply(error.status, { code: error.code, message: error.message }, generation)
  response.headers.set('x-platform-error-code', error.code)
  return response
}
