import { createNetworkTransport } from '../../client/network-transport.ts'
import type { Transport } from '../../client/transport.ts'
import { createWriter } from '../../writer/writer.ts'
import { cpuMeter } from './cpu-meter.ts'
import type { Driver, DriveTask } from './driver.ts'
import { systemPace } from './pace.ts'
import { requireOneClosedThread } from './require-one-closed-thread.ts'
import { Tally } from './tally.ts'

/**
 * This package's writer, end to end: each line handed in and awaited, batches of the set's size, as many requests at once as there are
 * connections. Latencies are those of its requests, from the call of its transport to the answer, retries one by one. A refused or lost request
 * it sends again itself, until its deadline of 30 s at the end. Proxy variables do not count.
 */
export const writerDriver: Driver = {
  name: 'writer',
  async drive(task) {
    requireOneClosedThread('writer', task)
    const { signal, connections } = task
    signal?.throwIfAborted()
    const network = createNetworkTransport({ proxy: 'none', connections })
    const cpuMs = cpuMeter()
    const tally = new Tally()
    const writer = createWriter({ ...writerOptions(task), transport: measured(network.transport, { tally, onAnswer }) })
    let stored = 0
    function onAnswer() {
      const now = writer.totals().stored
      if (now > stored) tally.decided('acknowledged', now - stored)
      stored = now
    }
    const closeNow = () => writer.close({ deadlineMs: 0 })
    signal?.addEventListener('abort', closeNow, { once: true })
    try {
      for (const { lines } of task.set.batches) for (const line of lines) await writer.write(line)
      await writer.flush()
      const { totals } = await closeNow()
      onAnswer()
      if (totals.rejected + totals.dropped > 0) tally.decided('refused', totals.rejected + totals.dropped)
      if (totals.unknown > 0) tally.decided('unknown', totals.unknown)
      return tally.driven(cpuMs())
    } finally {
      signal?.removeEventListener('abort', closeNow)
      await closeNow()
      await network.close()
      signal?.throwIfAborted()
    }
  },
}

/** Room for twice of what may be on its way, so that full batches and not the writer's bounds decide when a request goes out. */
function writerOptions({ server, set, connections, gzip, requestTimeoutMs }: DriveTask) {
  const batchPoints = Math.max(1, ...set.batches.map(({ lines }) => lines.length))
  const batchBytes = Math.max(1_048_576, ...set.batches.map(({ body }) => body.length + 1))
  return {
    ...server,
    batchPoints,
    batchBytes,
    maxPoints: Math.max(10_000, 2 * connections * batchPoints),
    maxBytes: 2 * connections * batchBytes,
    maxInFlight: connections,
    requestTimeoutMs,
    gzip,
  }
}

/**
 * The same transport with every way it has to send measured: the writer may know a shorter one than the call itself. `onAnswer` is told when the
 * writer has counted the points.
 */
function measured(transport: Transport, { tally, onAnswer }: { readonly tally: Tally; onAnswer(): void }): Transport {
  const timed =
    <Given extends unknown[], Answer>(send: (...given: Given) => Promise<Answer>) =>
    async (...given: Given) => {
      const fromMs = systemPace.nowMs()
      tally.requested()
      try {
        return await send(...given)
      } finally {
        tally.answered(fromMs)
        setImmediate(onAnswer)
      }
    }
  const others = Object.entries(transport).map(([name, send]) => [name, timed(send)])
  return Object.assign(timed(transport), Object.fromEntries(others))
}
