import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Clock, createSystemClock } from '../../clock/index.ts'
import type { Listening, ListenOptions } from '../listen.ts'
import { carryLink, type TcpConnection } from './tcp-link.ts'
import type { TcpSchedule } from './tcp-schedule.ts'

export interface TcpFaultProxyOptions {
  /** The server behind the proxy. */
  readonly to: { readonly host: string; readonly port: number }
  /** Default: no faults. */
  readonly schedule?: TcpSchedule
  /** Of jitter. Default 0. */
  readonly seed?: number
  /** Default: wall time. */
  readonly clock?: Clock
}

/** Stands between a client and a server of any protocol on TCP and disturbs bytes, TLS included. */
export interface TcpFaultProxy {
  /** Every connection so far. */
  readonly connections: readonly TcpConnection[]
  /** Replaces the faults for connections that open from now on. */
  setSchedule(schedule: TcpSchedule): void
  listen(options?: ListenOptions): Promise<Listening>
}

/** Makes a proxy of TCP connections that disturbs each as its schedule says. */
export function createTcpFaultProxy(options: TcpFaultProxyOptions): TcpFaultProxy {
  const { to, seed = 0, clock = createSystemClock() } = options
  let schedule: TcpSchedule = options.schedule ?? (() => undefined)
  const connections: TcpConnection[] = []

  function accept(client: Socket, open: Set<Socket>): void {
    const connection = connections.length
    const fault = schedule(connection)
    const record: TcpConnection = { connection, ...(fault && { fault }), bytesToServer: 0, bytesToClient: 0 }
    connections.push(record)
    const server = connect({ ...to, allowHalfOpen: true, noDelay: true })
    for (const socket of [client, server]) {
      open.add(socket)
      // What a socket fails with is noted by the way that it carries.
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    void carryLink({ record, client, server, clock, seed })
  }

  return {
    connections,
    setSchedule(next) {
      schedule = next
    },
    async listen({ host = '127.0.0.1', port = 0 } = {}) {
      const open = new Set<Socket>()
      const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => accept(client, open))
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject)
        listener.listen(port, host, resolve)
      })
      const bound = (listener.address() as AddressInfo).port
      const close = () =>
        new Promise<void>((resolve) => {
          listener.close(() => resolve())
          for (const socket of open) socket.destroy()
        })
      const shown = host.includes(':') ? `[${host}]` : host
      return { port: bound, url: `http://${shown}:${bound}`, close, [Symbol.asyncDispose]: close }
    },
  }
}
