import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { DEFAULT_WriteOptions, InfluxDB, setLogger, type WriteRetryOptions } from '@influxdata/influxdb-client'
import { cpuMeter } from './cpu-meter.ts'
import type { Driven, Driver, DriveTask } from './driver.ts'
import { OfficialBatches } from './official-batches.ts'
import { systemPace } from './pace.ts'
import { requireOneClosedThread } from './require-one-closed-thread.ts'
import { Tally } from './tally.ts'

/** Retries of the client. Default: its own, five over three minutes. */
export type OfficialRetries = Partial<
  Pick<WriteRetryOptions, 'maxRetries' | 'minRetryDelay' | 'maxRetryDelay' | 'retryJitter' | 'maxRetryTime'>
>

/**
 * The official client's WriteApi, used so that its answer is true: a batch counts when `writeSuccess` or `writeFailed` has told its fate, for
 * `flush` may resolve before a request is sent. No more batches are handed in than there are connections, kept open, else its requests
 * would time out in a queue. Latencies count from the last line of a batch being handed in, which sends it, to its fate, retries included.
 */
export function officialClientDriver(retries: OfficialRetries = {}): Driver {
  return {
    name: 'official-client',
    async drive(task) {
      requireOneClosedThread('official-client', task)
      task.signal?.throwIfAborted()
      // It logs each failed request to the console, for the whole process; here they are counted.
      setLogger({ error: () => undefined, warn: () => undefined })
      return drive(task, retries)
    },
  }
}

async function drive(task: DriveTask, retries: OfficialRetries): Promise<Driven> {
  const { server, set, connections, gzip, requestTimeoutMs, signal } = task
  const { url, org, bucket, token } = server
  const { protocol } = new URL(url)
  const agent = new (protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: connections })
  const client = new InfluxDB({ url, token, timeout: requestTimeoutMs, transportOptions: { agent } })
  const batchSize = Math.max(1, ...set.batches.map(({ lines }) => lines.length))
  const cpuMs = cpuMeter()
  const tally = new Tally()
  const { maxRetries = DEFAULT_WriteOptions.maxRetries } = retries
  const batches = new OfficialBatches({ tally, maxRetries })
  const api = client.getWriteApi(org, bucket, 'ns', {
    ...retries,
    batchSize,
    maxBatchBytes: Number.POSITIVE_INFINITY,
    flushInterval: 0,
    gzipThreshold: gzip ? 0 : Number.POSITIVE_INFINITY,
    writeSuccess: (lines) => batches.succeeded(lines),
    writeFailed: (error, lines, attempt, expiresMs) => batches.failed(error, lines, { attempt, expiresMs }),
    writeRetrySkipped: ({ lines }) => batches.skipped(lines),
  })
  try {
    for (const batch of set.batches) {
      await batches.untilAtMost(connections - 1, signal)
      const last = batch.lines.length - 1
      for (let index = 0; index < last; index++) api.writeRecord(batch.lines[index] ?? '')
      batches.handIn(batch, systemPace.nowMs())
      api.writeRecord(batch.lines[last] ?? '')
      // A full batch was sent by its last line; the promise of this flush tells nothing that the accounts do not.
      if (batch.lines.length < batchSize) api.flush().catch(() => undefined)
    }
    await batches.untilAtMost(0, signal)
    return tally.driven(cpuMs())
  } finally {
    api.dispose()
    agent.destroy()
  }
}
