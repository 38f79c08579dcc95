import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: any free port. */
  readonly port?: number
}

/** An open port. */
export interface Listening {
  readonly host: string
  readonly port: number
  /** Without a slash at its end. */
  readonly url: string
  /** Lets requests under way finish, for a second at most, then ends. */
  close(): Promise<void>
}

const graceMs = 1000
/** How long a connection may rest: influxd's default of --http-idle-timeout. Node's 5 s cut answers that a client takes its time to read. */
const idleMs = 180_000

/** Serves `fetch` on a port. Rejects with Node's error when the port cannot be had. */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  options: ListenOptions = {},
): Promise<Listening> {
  const host = options.host ?? '127.0.0.1'
  const server = createAdaptorServer({ fetch, serverOptions: { keepAliveTimeout: idleMs } })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const shown = host.includes(':') ? `[${host}]` : host
  let closed: Promise<void> | undefined
  return {
    host,
    port,
    url: `http://${shown}:${port}`,
    close() {
      closed ??= new Promise<void>((resolve) => {
        const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs)
        server.close(() => {
          clearTimeout(timer)
          resolve()
        })
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
      return closed
    },
  }
}
