import { Agent } from 'node:http'
import { InfluxDB, setLogger } from '@influxdata/influxdb-client'
import { batchPoints, type Contender, connections } from './contender.ts'

/**
 * The official client, used so that its answer is true: a line counts when `writeSuccess` names it, for `flush` may resolve before a request is
 * sent. No more batches are handed in than there are connections for, else its requests would time out in a queue. It compresses unless told not to.
 */
export const officialClient: Contender = {
  name: 'official client',
  prepare({ url, org, bucket, token }, lines) {
    setLogger({ error: () => undefined, warn: () => undefined })
    const agent = new Agent({ keepAlive: true, maxSockets: connections })
    let stored = 0
    let change = Promise.withResolvers<void>()
    const changed = () => {
      change.resolve()
      change = Promise.withResolvers<void>()
    }
    let failure: Error | undefined
    const api = new InfluxDB({ url, token, transportOptions: { agent } }).getWriteApi(org, bucket, 'ns', {
      batchSize: batchPoints,
      gzipThreshold: Number.POSITIVE_INFINITY,
      writeSuccess(written) {
        stored += written.length
        changed()
      },
      writeFailed(error) {
        failure = error
        changed()
      },
    })
    const until = async (count: number) => {
      while (stored < count && failure === undefined) await change.promise
      if (failure !== undefined) throw failure
    }
    return {
      async run() {
        let handedIn = 0
        for (const line of lines) {
          api.writeRecord(line)
          handedIn++
          if (handedIn % batchPoints === 0) await until(handedIn - batchPoints * (connections - 1))
        }
        await api.flush()
        await until(lines.length)
      },
      async close() {
        await api.close()
        agent.destroy()
      },
    }
  },
}
