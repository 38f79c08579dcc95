import { readFileSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import { type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { UsageError } from '../errors/index.ts'
import { AnswerHandler } from './answer-handler.ts'
import type { Exchange } from './exchange.ts'
import type { Transport } from './transport.ts'

export interface NetworkOptions {
  /** PEM file with the certificate authorities to trust instead of the system's. */
  readonly caFile?: string | undefined
  /** PEM files of a client certificate and its key. */
  readonly certFile?: string | undefined
  readonly keyFile?: string | undefined
  /** Time limit to connect, in ms. Default 10 000. */
  readonly connectTimeoutMs?: number | undefined
  /** Connections kept open to one server. Default 8. */
  readonly connections?: number
  /** `none`: the proxy variables do not count, as for a server on this machine. Default `environment`. */
  readonly proxy?: 'environment' | 'none'
}

/** A transport with connections of its own, which must be closed. */
export interface NetworkTransport extends AsyncDisposable {
  readonly transport: Transport
  close(): Promise<void>
}

/**
 * Sends over the network with keep-alive. Honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY in either case, unless `proxy` says none.
 * Time limits of whole calls are the client's. @throws UsageError when a PEM file cannot be read.
 */
export function createNetworkTransport(options: NetworkOptions = {}): NetworkTransport {
  const { connectTimeoutMs = 10_000, connections = 8, proxy = 'environment' } = options
  const tls = {
    ...optional('ca', readPem(options.caFile, 'certificate authorities')),
    ...optional('cert', readPem(options.certFile, 'client certificate')),
    ...optional('key', readPem(options.keyFile, 'key of the client certificate')),
  }
  const agent = new EnvHttpProxyAgent({
    ...(proxy === 'none' && { noProxy: '*' }),
    connections,
    keepAliveTimeout: 10_000,
    // The client's own time limit ends a call: these would only make it shorter than was asked for.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: connectTimeoutMs, ...tls },
    requestTls: { timeout: connectTimeoutMs, ...tls },
  })
  const close = () => agent.destroy()
  const exchange: Exchange = ({ origin, path, method, headers, body = null, signal }) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const request = { origin, path, method: method as Dispatcher.HttpMethod, headers: headers as string[], body }
      agent.dispatch(request, new AnswerHandler({ resolve, reject, signal }))
    })
  return {
    close,
    [Symbol.asyncDispose]: close,
    transport: Object.assign((request: Request) => fetchBy(agent, request), { exchange }),
  }
}

/** What fetch says of itself and accepts, where the request does not say otherwise. */
const defaultHeaders = { accept: '*/*', 'accept-encoding': 'gzip, deflate', 'user-agent': 'fluxproof' }

async function fetchBy(agent: Dispatcher, request: Request): Promise<Response> {
  const { origin, pathname, search } = new URL(request.url)
  const answer = await agent.request({
    origin,
    path: pathname + search,
    method: request.method as Dispatcher.HttpMethod,
    headers: { ...defaultHeaders, ...Object.fromEntries(request.headers) },
    body: request.body === null ? null : new Uint8Array(await request.arrayBuffer()),
    signal: request.signal,
  })
  const { statusCode: status, body } = answer
  const headers = headersOf(answer)
  if (status !== 204 && status !== 304) return new Response(webStreamOf(decoded(answer)), { status, headers })
  body.on('error', () => undefined).resume()
  return new Response(null, { status, headers })
}

/** One entry a value, as fetch gives them. */
function headersOf({ headers }: Dispatcher.ResponseData): [name: string, value: string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  )
}

function decoded({ headers, body }: Dispatcher.ResponseData): Readable {
  const encoding = headers['content-encoding']
  if (encoding !== 'gzip' && encoding !== 'deflate') return body
  // Whoever reads the stream hears of an error from it.
  return pipeline(body, encoding === 'gzip' ? createGunzip() : createInflate(), () => undefined)
}

function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}

function readPem(path: string | undefined, what: string): string | undefined {
  if (path === undefined) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const operation = `read the ${what}`
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError({ operation, expected: `a PEM file at ${path}`, found, next: 'Correct the path' })
  }
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, string>>)
}
