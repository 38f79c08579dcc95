import type { Socket } from 'node:net'
import type { Clock } from '../../clock/index.ts'
import { draw } from '../draw.ts'
import { wait } from '../inject.ts'
import { pump } from './pump.ts'
import { Shaper } from './shaper.ts'
import type { TcpFault, Way } from './tcp-fault.ts'

/** What became of one connection. */
export interface TcpConnection {
  /** Its number, from 0, in the order in which connections open. */
  readonly connection: number
  readonly fault?: TcpFault
  /** Bytes that have gone on. */
  bytesToServer: number
  bytesToClient: number
  /** Absent while it is open. `reset`: by its fault; `broken`: by one of its ends; `silent`: one end closed in the black hole. */
  end?: 'closed' | 'reset' | 'broken' | 'silent' | 'no-server'
}

export interface TcpLinkOptions {
  readonly record: TcpConnection
  readonly client: Socket
  /** Half-open, as the client is: each way ends by itself. */
  readonly server: Socket
  readonly clock: Clock
  readonly seed: number
}

/** Carries a connection both ways until it has ended, and notes how. Both sockets are destroyed then. */
export async function carryLink({ record, client, server, clock, seed }: TcpLinkOptions): Promise<void> {
  const { fault = {}, connection } = record
  let silent = false
  let connected = false
  server.once('connect', () => {
    connected = true
  })
  const over = Promise.withResolvers<NonNullable<TcpConnection['end']>>()

  function spent(shaper: Shaper): void {
    silent = shaper.spent === 'silence'
    if (!silent) over.resolve('reset')
    else if (fault.silentMs !== undefined) void wait(clock, fault.silentMs).then(() => over.resolve('reset'))
  }

  async function carry(way: Way): Promise<void> {
    const disturbed = fault.towards === undefined || fault.towards === way
    const shaper = new Shaper({
      fault: disturbed ? fault : {},
      share: (slice) => draw(seed, 'jitter', connection, way, slice),
    })
    const [source, sink] = way === 'server' ? [client, server] : [server, client]
    await pump(source, sink, {
      shaper,
      clock,
      isSilent: () => silent,
      onSpent: () => spent(shaper),
      onCarried: (bytes) => {
        if (way === 'server') record.bytesToServer += bytes
        else record.bytesToClient += bytes
      },
    })
    if (!silent) sink.end()
    else if (fault.silentMs === undefined) over.resolve('silent')
  }

  Promise.all([carry('server'), carry('client')]).then(
    () => silent || over.resolve('closed'),
    () => over.resolve(silent ? 'silent' : connected ? 'broken' : 'no-server'),
  )
  record.end = await over.promise
  for (const socket of [client, server]) {
    if (record.end === 'closed' || record.end === 'silent') socket.destroySoon()
    else socket.resetAndDestroy()
  }
}
