import type { Exchange } from '../client/exchange.ts'
import type { Transport } from '../client/transport.ts'

/** Where and as what bodies are posted. */
export interface PostTarget {
  readonly address: URL
  readonly headers: Readonly<Record<string, string>>
}

export interface PostAnswer {
  readonly status: number
  readonly retryAfter: string | null
  text(): Promise<string>
}

/** Sends one body. Rejects where no answer comes, or the signal is aborted; a transport may ignore the signal. */
export type Post = (body: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<PostAnswer>

/** The shortest way to post that a transport has. */
export function postOver(transport: Transport, target: PostTarget): Post {
  return transport.exchange === undefined
    ? postByRequest(transport, target)
    : postByExchange(transport.exchange, target)
}

function postByRequest(transport: Transport, { address, headers }: PostTarget): Post {
  return async (body, signal) => {
    const response = await transport(new Request(address, { method: 'POST', headers, body, signal }))
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text: () => response.text() }
  }
}

function postByExchange(exchange: Exchange, { address, headers }: PostTarget): Post {
  const { origin, pathname, search } = address
  const to = { origin, path: pathname + search, method: 'POST', headers }
  return async (body, signal) => {
    const answer = await exchange({ ...to, body, signal })
    const { 'retry-after': retryAfter = null } = answer.headers
    return {
      status: answer.status,
      retryAfter: Array.isArray(retryAfter) ? (retryAfter[0] ?? null) : retryAfter,
      text: async () => (await answer.bytes()).toString('utf8'),
    }
  }
}
