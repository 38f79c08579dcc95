import { systemPace } from './pace.ts'
import type { Payload } from './payload.ts'
import { openPlainConnection, type PlainConnection } from './plain-connection.ts'
import { sendAll } from './send-all.ts'
import type { ShareSender } from './share.ts'
import { asksToRetry, verdictOfAnswer } from './verdict-of-answer.ts'
import { writeRequestOf } from './write-request.ts'

/** Pause before a retry when the server names none, ms. */
const retryPauseMs = 100
/** A batch that is refused with 429 or 503 for so long is given up, ms. */
const retryForMs = 30_000

/**
 * Prepared bodies over HTTP, each connection one request at a time. 429 and 503 are sent again after Retry-After (default 100 ms), for 30 s at
 * most; everything else is sent once. A batch counts once in the latencies: to the answer that decided it, retries and their pauses included,
 * or until it was given up. Proxy variables do not count.
 */
export const sendPlain: ShareSender = async (share, { tally, signal }) => {
  const request = writeRequestOf(share.server, share)
  const connections = Array.from({ length: share.connections }, () =>
    openPlainConnection(request, { timeoutMs: share.requestTimeoutMs }),
  )
  const close = () => Promise.all(connections.map((one) => one.close()))
  const onAbort = () => void close()
  signal?.addEventListener('abort', onAbort, { once: true })
  const deliver = async (connection: PlainConnection, { body }: Payload, fromMs: number) => {
    for (let maybeStored = false; ; ) {
      tally.requested()
      const answer = await connection.send(body)
      signal?.throwIfAborted()
      const spentMs = systemPace.nowMs() - fromMs
      if (answer.kind !== 'transient' || !asksToRetry(answer) || spentMs > retryForMs) {
        return verdictOfAnswer(answer, { maybeStored })
      }
      maybeStored ||= answer.maybeStored
      await systemPace.until(systemPace.nowMs() + (answer.retryAfterMs ?? retryPauseMs), signal)
    }
  }
  try {
    await sendAll(share.payloads, {
      connections: share.connections,
      arrival: share.arrival,
      pace: systemPace,
      startMs: tally.startMs,
      signal,
      async send(payload, { connection, fromMs }) {
        const one = connections[connection]
        if (one === undefined) throw new RangeError(`plain-http: expected connection ${connection} to be open`)
        const verdict = await deliver(one, payload, fromMs)
        tally.answered(fromMs)
        tally.decided(verdict, payload.points)
      },
    })
  } finally {
    signal?.removeEventListener('abort', onAbort)
    await close()
  }
}
