import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine } from './testing/test-engine.ts'

const hourMs = 60 * 60 * 1000

async function rows({ call }: TestEngine, bucket = 'b'): Promise<number> {
  const body = `from(bucket:"${bucket}") |> range(start:-30d, stop:1h)`
  const answer = await call('POST', '/api/v2/query?org=o', {
    headers: { 'content-type': 'application/vnd.flux' },
    body,
  })
  return answer.text.split('\r\n').filter((line) => line.startsWith(',_result')).length
}

function write({ call }: TestEngine, body: string, bucket = 'b') {
  return call('POST', `/api/v2/write?org=o&bucket=${bucket}&precision=s`, { body })
}

describe('an engine', () => {
  test('goes back to a snapshot, of points and of metadata', async () => {
    const server = await startTestEngine()
    await write(server, 'm f=1 1768435200')
    const before = server.engine.snapshot()
    await write(server, 'm f=2 1768435201')
    await server.call('DELETE', `/api/v2/buckets/${server.bucketId}`)
    server.engine.restore(before)
    expect(await rows(server)).toBe(1)
    await write(server, 'm f=2 1768435201')
    expect(await rows(server)).toBe(2)
    server.engine.restore(before)
    expect(await rows(server)).toBe(1)
  })

  test('starts over after a reset', async () => {
    const server = await startTestEngine()
    server.engine.reset()
    expect((await server.call('GET', '/api/v2/setup', { token: null })).json).toEqual({ allowed: true })
    expect((await server.call('GET', '/api/v2/buckets')).status).toBe(401)
    server.engine.bootstrap({ username: 'ann', org: 'o', bucket: 'b', token: 'operator' })
    expect(await rows(server)).toBe(0)
  })

  test('drops expired shard groups at its half-hourly check, not before', async () => {
    const server = await startTestEngine()
    const retentionRules = [{ type: 'expire', everySeconds: 3600 }]
    await server.call('POST', '/api/v2/buckets', { body: { orgID: server.orgId, name: 'short', retentionRules } })
    await write(server, 'm f=1 1768435200', 'short')
    await server.clock.advance(2 * hourMs - 1000)
    expect(await rows(server, 'short')).toBe(1)
    await server.clock.advance(hourMs / 2 + 1000)
    expect(await rows(server, 'short')).toBe(0)
  })

  test('serves on a port until it is closed', async () => {
    const { engine } = await startTestEngine()
    const { url, port } = await engine.listen()
    const headers = { authorization: 'Token operator', 'content-type': 'text/plain' }
    const answer = await fetch(`${url}/api/v2/write?org=o&bucket=b`, { method: 'POST', headers, body: 'm f=1' })
    expect([answer.status, answer.headers.get('x-influxdb-version')]).toEqual([204, 'v2.8.0'])
    const wrong = await fetch(`${url}/api/v2/buckets`, { method: 'PUT', headers })
    expect([wrong.status, wrong.headers.get('allow'), await wrong.text()]).toEqual([405, null, ''])
    await engine.close()
    const refused = await new Promise((resolve) => {
      connect(port, '127.0.0.1')
        .on('error', () => resolve(true))
        .on('connect', () => resolve(false))
    })
    expect(refused).toBe(true)
  })

  test('answers whatever it is sent', async () => {
    const { call, engine } = await startTestEngine()
    for (const path of ['/api/v2/buckets/%zz', '/%', '/api/v2/write?%zz=%', '/api/v2/orgs?limit=%F0', '//']) {
      const { status } = await call('POST', path, { body: '\uD800{' })
      expect(status, path).toBeLessThan(600)
    }
    const bytes = new Uint8Array([0xff, 0xfe, 0, 0x7b])
    const request = new Request('http://engine.test/api/v2/buckets', {
      method: 'POST',
      headers: { authorization: 'Token operator' },
      body: bytes,
    })
    expect((await engine.fetch(request)).status).toBe(400)
  })
})
