import { expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import { bucket, engineBucket, org, token } from '../testing/engine-bucket.ts'
import { connectGrayLogic } from './client.ts'
import { readGrayLogicConfig } from './config.ts'

const config = { enabled: true, url: 'http://engine.invalid', token, org, bucket, batchSize: 100, flushInterval: 10 }

test('the configuration has its defaults and bounds, and the token of the environment', () => {
  expect(
    readGrayLogicConfig('influxdb: { batch_size: -1, flush_interval: 0, token: a }', { GRAYLOGIC_INFLUXDB_TOKEN: 'b' }),
  ).toEqual({
    enabled: false,
    url: 'http://localhost:8086',
    token: 'b',
    org: 'graylogic',
    bucket: 'metrics',
    batchSize: 100,
    flushInterval: 10,
  })
  for (const bad of ['batch_size: 100001', 'flush_interval: 3601', 'url: nonsense', 'batch-size: 1']) {
    expect(() => readGrayLogicConfig(`influxdb: { ${bad} }`, {})).toThrow(/read the Gray Logic configuration/)
  }
})

test('every helper writes its measurement, a true zero included', async () => {
  await using server = await engineBucket()
  const client = await connectGrayLogic(config, { transport: (request) => server.engine.fetch(request) })
  await client.writeDeviceMetric('light-living-01', 'power_watts', 23.5)
  await client.writeEnergyMetric('hvac-main', 450, 0)
  await client.writePhmMetric('compressor-01', 'runtime_hours', 1234.5)
  await client.writePoint('system_stats', { host: 'core-01' }, { cpu_percent: 45 })
  await expect(client.writePhmMetric('compressor-01', 'runtime_hours', Number.NaN)).rejects.toThrow(/float-not-finite/)
  await client.healthCheck()
  expect((await client.flush()).totals).toMatchObject({ handedIn: 5, stored: 4, rejected: 1 })
  const rows = await collect(
    client.query('from(bucket: params.bucket) |> range(start: 0) |> filter(fn: (r) => r.device_id == params.id)', {
      bucket,
      id: 'hvac-main',
    }),
  )
  expect(Object.fromEntries(rows.map(({ values }) => [values._field, values._value]))).toEqual({
    power_watts: 450,
    energy_kwh: 0,
  })
  const outcome = await client.close()
  expect(await client.close()).toBe(outcome)
  expect(client.isConnected()).toBe(false)
  await expect(client.writeEnergyMetric('a', 1)).rejects.toThrow(/expected a connected client/)
})

test('a parameter is bound, never spliced', async () => {
  await using server = await engineBucket()
  await using client = await connectGrayLogic(config, { transport: (request) => server.engine.fetch(request) })
  await client.writePoint('m', { k: 'a' }, { v: 1 })
  await client.flush()
  const flux = 'from(bucket: params.bucket) |> range(start: 0) |> filter(fn: (r) => r.k == params.k)'
  for (const k of ['a" or true or r.k == "', '$'.concat('{r.k}'), '\\']) {
    expect(await collect(client.query(flux, { bucket, k }))).toEqual([])
  }
  expect(await collect(client.query(flux, { bucket, k: 'a' }))).toHaveLength(1)
})

test('connecting says what is wrong', async () => {
  await using server = await engineBucket()
  const options = { transport: (request: Request) => server.engine.fetch(request) }
  await expect(connectGrayLogic({ ...config, enabled: false }, options)).rejects.toThrow(/it is disabled/)
  await expect(connectGrayLogic({ ...config, token: 'wrong' }, options)).rejects.toThrow(/401/)
  await expect(connectGrayLogic({ ...config, bucket: 'nowhere' }, options)).rejects.toThrow(/no bucket nowhere/)
})

test('what prepares buckets is asked after the token has proved valid', async () => {
  await using server = await engineBucket()
  let asked = 0
  const prepare = async () => {
    asked++
  }
  const options = { transport: (request: Request) => server.engine.fetch(request), prepare }
  await expect(connectGrayLogic({ ...config, token: 'wrong' }, options)).rejects.toThrow(/401/)
  expect(asked).toBe(0)
  await expect(connectGrayLogic({ ...config, bucket: 'nowhere' }, options)).rejects.toThrow(/no bucket nowhere/)
  expect(asked).toBe(1)
})

test('a failure that comes later is given to onError', async () => {
  await using server = await engineBucket()
  const errors: unknown[] = []
  const client = await connectGrayLogic(config, {
    transport: (request) => server.engine.fetch(request),
    onError: (error) => errors.push(error),
  })
  await expect(client.healthCheck(1000)).resolves.toBeUndefined()
  const other = client.bucket('nowhere')
  await other.write('m v=1')
  await other.flush()
  expect(errors).toMatchObject([{ status: 404, points: 1 }])
  await client.close()
})
