import type { Exchange } from './exchange.ts'

/** Carries one request to a server and brings back its answer: a network, or an engine in this process. */
export interface Transport {
  (request: Request): Promise<Response>
  /** The same with less work a request, where it has such a way. */
  readonly exchange?: Exchange
}
