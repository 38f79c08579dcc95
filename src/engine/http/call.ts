import type { Principal } from '../auth/principal.ts'
import type { EngineContext } from '../context.ts'
import type { Generation } from './reply.ts'

/** One request on its way to the handler of its route; nothing is known of who sends it. */
export interface AnonymousCall {
  readonly context: EngineContext
  readonly request: Request
  readonly url: URL
  readonly query: URLSearchParams
  /** Values of `:name` in the route, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly generation: Generation
  /** A JSON answer in the form of this route's generation. */
  json(status: number, value: unknown): Response
}

/** One request of somebody known. */
export interface Call extends AnonymousCall {
  readonly principal: Principal
}

export type Handler = (call: Call) => Response | Promise<Response>
export type AnonymousHandler = (call: AnonymousCall) => Response | Promise<Response>

/** A query parameter; undefined when absent or empty, which the server treats alike. */
export function parameter(call: AnonymousCall, name: string): string | undefined {
  return call.query.get(name) || undefined
}

/** A `:name` of the route: it is there, or the route would not have matched. */
export function pathValue(call: AnonymousCall, name: string): string {
  return call.params[name] ?? ''
}
