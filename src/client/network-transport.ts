import { readFileSync } from 'node:fs'
import { EnvHttpProxyAgent, fetch as fetchOverNetwork } from 'undici'
import { UsageError } from '../errors/index.ts'
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
  return {
    close,
    [Symbol.asyncDispose]: close,
    async transport(request) {
      const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
      const answer = await fetchOverNetwork(request.url, {
        method: request.method,
        headers: [...request.headers],
        signal: request.signal,
        redirect: 'manual',
        dispatcher: agent,
        ...(body === undefined ? {} : { body }),
      })
      const hasNoBody = answer.status === 204 || answer.status === 304
      return new Response(hasNoBody ? null : (answer.body as ReadableStream | null), {
        status: answer.status,
        headers: [...answer.headers],
      })
    },
  }
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
