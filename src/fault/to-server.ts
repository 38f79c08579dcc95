import { type Dispatcher, Pool } from 'undici'
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
  const forward = ({ method, path, headers, body }: WireRequest) =>
    new Promise<ServerAnswer>((resolve, reject) => {
      const options = {
        method: method as Dispatcher.HttpMethod,
        path: prefix + path,
        headers: headers as string[],
        body: body.length === 0 && (method === 'GET' || method === 'HEAD') ? null : body,
      }
      pool.dispatch(options, new AnswerHandler(resolve, reject))
    })
  const transport = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await forward(await wireRequestOf(request))
    const pairs = headers.flatMap((name, at): [string, string][] =>
      at % 2 === 0 ? [[name, headers[at + 1] ?? '']] : [],
    )
    return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), { status, headers: pairs })
  }
  return { transport: Object.assign(transport, { forward }), close, [Symbol.asyncDispose]: close }
}

/** Gathers an answer. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: ServerAnswer) => void
  readonly #reject: (error: Error) => void
  readonly #chunks: Buffer[] = []
  #status = 0
  #headers: string[] = []

  constructor(resolve: (answer: ServerAnswer) => void, reject: (error: Error) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  onRequestStart(): void {
    // Called again where a request is sent on another connection: nothing has come by then.
  }

  onResponseStart(_: unknown, status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void {
    this.#status = status
    this.#headers = []
    for (const name in headers) {
      const value = headers[name]
      if (value === undefined || isHopByHop(name)) continue
      if (typeof value === 'string') this.#headers.push(name, value)
      else for (const one of value) this.#headers.push(name, one)
    }
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#resolve({ kind: 'answer', status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks) })
  }

  onResponseError(_: unknown, error: Error): void {
    this.#reject(error)
  }
}
