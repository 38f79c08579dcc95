import { type Dispatcher, Pool } from 'undici'
import { AnswerHandler } from '../client/answer-handler.ts'
import type { ExchangeAnswer } from '../client/exchange.ts'
import { isHopByHop } from './hop-by-hop.ts'
import type { ServerAnswer, Upstream } from './upstream.ts'
import { type WireRequest, wireRequestOf } from './wire-request.ts'

/** A server on the network, with connections of its own. */
export interface ServerConnection extends AsyncDisposable {
  readonly transport: Upstream
  close(): Promise<void>
}

/** Sends what a proxy forwards to the server at `url`, whatever address the client wrote into its request. Must be closed. */
export function transportToServer(url: string): ServerConnection {
  const base = new URL(url)
  const prefix = base.pathname.replace(/\/+$/, '')
  const pool = new Pool(base.origin, {
    connections: 64,
    keepAliveTimeout: 10_000,
    // How long to wait is up to the client.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const close = () => pool.destroy()
  const exchange = ({ method, path, headers, body }: WireRequest) =>
    new Promise<ExchangeAnswer>((resolve, reject) => {
      const options = {
        method: method as Dispatcher.HttpMethod,
        path: prefix + path,
        headers: headers as string[],
        body: body.length === 0 && (method === 'GET' || method === 'HEAD') ? null : body,
      }
      pool.dispatch(options, new AnswerHandler({ resolve, reject }))
    })
  const forward = async (request: WireRequest): Promise<ServerAnswer> => {
    const { status, headers, bytes } = await exchange(request)
    return { kind: 'answer', status, headers: endToEnd(headers), body: await bytes() }
  }
  const transport = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await forward(await wireRequestOf(request))
    const pairs = headers.flatMap((name, at): [string, string][] =>
      at % 2 === 0 ? [[name, headers[at + 1] ?? '']] : [],
    )
    return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers: pairs })
  }
  return { transport: Object.assign(transport, { forward }), close, [Symbol.asyncDispose]: close }
}

/** Names and values in turn, without those that hold for one connection. */
function endToEnd(headers: ExchangeAnswer['headers']): string[] {
  const kept: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || isHopByHop(name)) continue
    if (typeof value === 'string') kept.push(name, value)
    else for (const one of value) kept.push(name, one)
  }
  return kept
}
