import { describe, expect, test } from 'vitest'
import { startTestEngine } from '../testing/test-engine.ts'

describe('metrics', () => {
  test('count series, measurements and what shards were sent and refused', async () => {
    const { call, bucketId } = await startTestEngine()
    const write = (body: string) => call('POST', '/api/v2/write?org=o&bucket=b&precision=s', { body })
    await write('m,t=a f=1 1768435200\nm,t=b f=1 1768435200\nn f=1 1768435201')
    await write('m,t=a f=2i 1768435202\nm,t=a f=2 1768435203')
    const { text, headers } = await call('GET', '/metrics', { token: null })
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8; escaping=values')
    const value = (name: string, labels: string) => {
      const line = text.split('\n').find((one) => one.startsWith(`${name}{`) && one.includes(labels))
      return Number(line?.split(' ').at(-1))
    }
    const bucket = `bucket="${bucketId}"`
    expect(value('storage_bucket_series_num', bucket)).toBe(3)
    expect(value('storage_bucket_measurement_num', bucket)).toBe(2)
    expect(value('storage_shard_series', bucket)).toBe(3)
    expect(value('storage_shard_fields_created', bucket)).toBe(2)
    expect(value('storage_shard_write_count', bucket)).toBe(5)
    expect(value('storage_shard_write_sum', bucket)).toBe(2)
    expect(value('storage_shard_write_dropped_sum', bucket)).toBe(1)
    expect(value('storage_shard_write_err_sum', bucket)).toBe(1)
    expect(value('http_api_requests_total', 'path="/api/v2/write",response_code="204"')).toBe(1)
    expect(value('http_api_requests_total', 'path="/api/v2/write",response_code="422"')).toBe(1)
    expect(text).toContain('\ninfluxdb_users_total 1\n')
  })

  test('are refused when they are switched off', async () => {
    const { call } = await startTestEngine({ flags: { metricsDisabled: true } })
    expect((await call('GET', '/metrics', { token: null })).status).toBe(403)
  })
})
