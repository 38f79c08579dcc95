import { expect, test } from 'vitest'
import { keepBuckets } from '../../provision/keep-buckets.ts'
import { collect } from '../testing/collect.ts'
import { bucket, engineBucket, org, token } from '../testing/engine-bucket.ts'
import { hasOpenssl, mutualTls } from '../testing/mutual-tls.ts'
import { connectGrayLogic } from './client.ts'

const config = { enabled: true, token, org, bucket, batchSize: 100, flushInterval: 10 }

test.skipIf(!hasOpenssl)(
  'a private authority and a client certificate are used for writes, queries and buckets',
  async () => {
    await using server = await engineBucket()
    const { port } = await server.engine.listen({ port: 0 })
    await using tls = await mutualTls(port)
    const { url, caFile, certFile, keyFile } = tls
    await using client = await connectGrayLogic(
      { ...config, url, bucket: 'metrics' },
      {
        network: { caFile, certFile, keyFile, proxy: 'none' },
        prepare: (influx) => keepBuckets(influx, { org, buckets: { metrics: { retention: '365d' } } }),
      },
    )
    await client.writeDeviceMetric('light-living-01', 'power_watts', 23.5)
    await keepBuckets(client.influx, { org, buckets: { energy: { retention: '1095d', shardGroup: '7d' } } })
    const energy = client.bucket('energy')
    await energy.write('energy,device_id=hvac power_watts=450')
    expect((await energy.flush()).totals).toMatchObject({ handedIn: 1, stored: 1 })
    expect((await client.flush()).totals).toMatchObject({ handedIn: 1, stored: 1 })
    for (const name of ['metrics', 'energy']) {
      const flux = 'from(bucket: params.bucket) |> range(start: -1h) |> filter(fn: (r) => r._value > 0.0)'
      expect(await collect(client.query(flux, { bucket: name }))).toHaveLength(1)
    }
    const [record] = (await server.client.buckets.list(org)).filter(({ name }) => name === 'energy')
    expect(record?.retentionRules).toMatchObject([
      { everySeconds: 1095 * 86_400, shardGroupDurationSeconds: 7 * 86_400 },
    ])
  },
)

test.skipIf(!hasOpenssl)('without the certificate, or the authority, connecting fails', async () => {
  await using server = await engineBucket()
  const { port } = await server.engine.listen({ port: 0 })
  await using tls = await mutualTls(port)
  const { url, caFile, certFile, keyFile } = tls
  const connect = (network: { caFile?: string; certFile?: string; keyFile?: string }) =>
    connectGrayLogic({ ...config, url }, { network: { ...network, proxy: 'none' }, connectTimeoutMs: 5000 })
  await expect(connect({ caFile })).rejects.toThrow(/connect to InfluxDB: .*(certificate|closed|TLS)/i)
  await expect(connect({ certFile, keyFile })).rejects.toThrow(/connect to InfluxDB: .*certificate/)
})
