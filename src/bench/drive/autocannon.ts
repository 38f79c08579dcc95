import type { Socket } from 'node:net'
import autocannon from 'autocannon'
import { UsageError } from '../../errors/index.ts'
import { classifyAnswer } from '../../writer/write-answer.ts'
import { systemPace } from './pace.ts'
import type { Payload } from './payload.ts'
import type { ShareSender } from './share.ts'
import type { Tally } from './tally.ts'
import { verdictOfAnswer } from './verdict-of-answer.ts'
import { writeRequestOf } from './write-request.ts'

/** A run and a connection as autocannon 9 has them: its published types lack what is used here. */
interface Run extends PromiseLike<unknown> {
  stop(): void
}
interface Connection {
  /** The socket that it uses now. */
  readonly conn: Socket
  on(event: 'request' | 'done', listener: () => void): void
  on(event: 'response', listener: (status: number) => void): void
  setRequests(requests: readonly { readonly setupRequest: (request: object) => object }[]): void
}

/** How often autocannon looks whether it is done, ms; it costs nothing that is measured, the clock stops at the last answer. */
const lookEveryMs = 10

/**
 * Prepared bodies by autocannon, as fast as the answers come, each body exactly once: all connections take from one queue. It sends nothing
 * again, so that a body answered 429 is refused, and one whose connection was lost is unknown. Its own histogram counts whole milliseconds and its
 * correction of coordinated omission invents samples: neither is used, times are taken here, from a request being built to its answer. Its
 * shortest time limit is a second. @throws UsageError for an open arrival.
 */
export const sendByAutocannon: ShareSender = async (share, { tally, signal }) => {
  if (share.arrival.kind === 'open') {
    throw new UsageError({
      operation: 'drive by autocannon',
      expected: 'a closed arrival',
      found: 'an open one',
      next: 'Use plain-http: autocannon paces by whole seconds',
    })
  }
  const { origin, path, headers } = writeRequestOf(share.server, share)
  const queue = share.payloads.values()
  const run = autocannon({
    url: `${origin}${path}`,
    method: 'POST',
    headers: { ...headers },
    connections: share.connections,
    amount: share.payloads.length,
    timeout: Math.max(1, share.requestTimeoutMs / 1000),
    sampleInt: lookEveryMs,
    skipAggregateResult: true,
    setupClient: (client) => follow(client as unknown as Connection, { queue, tally }),
  }) as unknown as Run
  const onAbort = () => run.stop()
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    await run
    signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

/** Gives a connection its bodies and decides each of them. */
function follow(
  client: Connection,
  { queue, tally }: { readonly queue: Iterator<Payload>; readonly tally: Tally },
): void {
  let current: Payload | undefined
  let fromMs = 0
  let socket: Socket | undefined
  const decide = (verdict: 'unknown' | ReturnType<typeof verdictOfAnswer>) => {
    if (current === undefined) return
    tally.answered(fromMs)
    tally.decided(verdict, current.points)
    current = undefined
  }
  // The first request is built before there is a socket, all others after 'request' tells of them.
  client.on('request', () => {
    const { conn } = client
    if (socket !== undefined && socket !== conn) {
      // The connection was lost. What it may still bring belongs to no later body.
      decide('unknown')
      socket.removeAllListeners().on('error', () => undefined)
      socket.destroy()
    }
    socket = conn
  })
  client.on('response', (status) => {
    decide(verdictOfAnswer(classifyAnswer({ status, message: '' }), { maybeStored: false }))
  })
  client.on('done', () => decide('unknown'))
  client.setRequests([
    {
      setupRequest(request) {
        const { value } = queue.next()
        if (value === undefined) throw new RangeError('autocannon: expected a request for each body, found one more')
        current = value
        fromMs = systemPace.nowMs()
        tally.requested()
        const { body } = value
        return { ...request, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }
      },
    },
  ])
}
