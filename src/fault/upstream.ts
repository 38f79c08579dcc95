import type { Transport } from '../client/transport.ts'
import { isHopByHop } from './hop-by-hop.ts'
import type { WireAnswer } from './wire-answer.ts'
import { requestOf, type WireRequest } from './wire-request.ts'

export type ServerAnswer = Extract<WireAnswer, { kind: 'answer' }>

/** The server behind a proxy: anything that answers a Request, perhaps with a shorter way. */
export interface Upstream extends Transport {
  /** The same without a Request. Rejects when no answer comes. */
  readonly forward?: (request: WireRequest) => Promise<ServerAnswer>
}

/** Sends a request on, by the shortest way there is. */
export async function forwardTo(upstream: Upstream, request: WireRequest): Promise<ServerAnswer> {
  if (upstream.forward !== undefined) return upstream.forward(request)
  const answer = await upstream(requestOf(request))
  return {
    kind: 'answer',
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => !isHopByHop(name)).flat(),
    body: new Uint8Array(await answer.arrayBuffer()),
  }
}
