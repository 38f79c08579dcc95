import type { WriteApi } from '@influxdata/influxdb-client'
import type { WriterAdapter } from '../writer-adapter.ts'

/** The WriteApi of the official client with its own batch size; only its delays are shortened, so that its retries can be seen. */
export function officialClientWriter(): WriterAdapter {
  let api: WriteApi | undefined
  return {
    async open({ url, org, bucket, token }) {
      const { InfluxDB, setLogger } = await import('@influxdata/influxdb-client')
      setLogger({ error() {}, warn() {} })
      api = new InfluxDB({ url, token, timeout: 3000 }).getWriteApi(org, bucket, 'ns', {
        minRetryDelay: 20,
        maxRetryDelay: 200,
        retryJitter: 10,
      })
    },
    write(line) {
      api?.writeRecord(line)
    },
    flush: async () => api?.flush(),
    close: async () => api?.close(),
  }
}
