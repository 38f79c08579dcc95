import { gunzipSync } from 'node:zlib'
import { isHopByHop } from './hop-by-hop.ts'

/** A request as a proxy carries it. */
export interface WireRequest {
  readonly method: string
  /** Scheme, host and port that the client asked. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  /** Names and values in turn, without those that hold for one connection. */
  readonly headers: readonly string[]
  readonly body: Uint8Array<ArrayBuffer>
}

export async function wireRequestOf(request: Request): Promise<WireRequest> {
  const { origin, pathname, search } = new URL(request.url)
  return {
    method: request.method,
    origin,
    path: pathname + search,
    headers: [...request.headers].filter(([name]) => !isHopByHop(name)).flat(),
    body: new Uint8Array(await request.arrayBuffer()),
  }
}

export function requestOf({ method, origin, path, headers, body }: WireRequest): Request {
  const pairs = new Headers()
  for (let at = 0; at < headers.length; at += 2) pairs.append(headers[at] ?? '', headers[at + 1] ?? '')
  const bare = method === 'GET' || method === 'HEAD'
  return new Request(origin + path, { method, headers: pairs, ...(bare ? {} : { body }) })
}

/** The same request with another body, which is not compressed. */
export function withBody(request: WireRequest, text: string): WireRequest {
  const { headers } = request
  const kept = headers.filter((_, at) => headers[at - (at % 2)]?.toLowerCase() !== 'content-encoding')
  return { ...request, headers: kept, body: new TextEncoder().encode(text) }
}

/** The body as text; one that says gzip and is not stays as it is. */
export function plainText({ headers, body }: WireRequest): string {
  const decoder = new TextDecoder()
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-encoding')
  if (at < 0 || headers[at + 1] !== 'gzip') return decoder.decode(body)
  try {
    return decoder.decode(gunzipSync(body))
  } catch {
    return decoder.decode(body)
  }
}
