import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine } from '../../testing/test-engine.ts'

const good = '/api/v2/write?org=o&bucket=b'

async function query({ call }: TestEngine, script: string): Promise<string> {
  const headers = { 'content-type': 'application/vnd.flux' }
  return (await call('POST', '/api/v2/query?org=o', { headers, body: script })).text
}

async function post(
  { engine }: TestEngine,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const request = new Request(`http://engine.test${good}`, {
    method: 'POST',
    body,
    headers: { authorization: 'Token operator', ...headers },
  })
  const response = await engine.fetch(request)
  return { status: response.status, text: await response.text() }
}

describe('a write', () => {
  const refusals: readonly (readonly [path: string, body: string, status: number, message: string])[] = [
    ['/api/v2/write?precision=x', 'm f=1', 400, 'invalid precision; valid precision units are ns, us, ms, and s'],
    ['/api/v2/write?org=nobody', 'm f=1', 404, 'bucket not found'],
    ['/api/v2/write?org=nobody&bucket=x', 'bad', 404, 'organization name "nobody" not found'],
    ['/api/v2/write?org=o&bucket=x', 'bad', 404, 'bucket "x" not found'],
    [good, 'bad', 400, "unable to parse 'bad': missing fields"],
    [good, 'm f=\nm f=1\nn', 400, "unable to parse 'm f=': missing field value\nunable to parse 'n': missing fields"],
  ]
  for (const [path, body, status, message] of refusals) {
    test(`of "${body}" to ${path} is refused: ${message}`, async () => {
      const { call } = await startTestEngine()
      const answer = await call('POST', path, { body })
      expect({ status: answer.status, message: (answer.json as { message: string }).message }).toEqual({
        status,
        message,
      })
    })
  }

  test('finds its bucket by name and by id, and takes an empty body', async () => {
    const { call, bucketId } = await startTestEngine()
    for (const bucket of ['b', bucketId]) {
      for (const body of ['m f=1', '', '# nothing']) {
        expect((await call('POST', `/api/v2/write?org=o&bucket=${bucket}`, { body })).status).toBe(204)
      }
    }
  })

  test('is uncompressed where it says gzip in small letters', async () => {
    const server = await startTestEngine()
    const packed = new Uint8Array(gzipSync('m f=1'))
    expect((await post(server, packed, { 'content-encoding': 'gzip' })).status).toBe(204)
    expect((await post(server, packed, { 'content-encoding': 'x-gzip' })).status).toBe(204)
    expect((await post(server, packed, { 'content-encoding': 'GZIP' })).status).toBe(400)
    expect((await post(server, 'm f=1', { 'content-encoding': 'gzip' })).status).toBe(500)
    expect((await post(server, packed.slice(0, 15), { 'content-encoding': 'gzip' })).text).toContain(
      'unable to read data: unexpected EOF',
    )
    const damaged = packed.map((byte, index) => (index === packed.length - 8 ? byte ^ 1 : byte))
    expect((await post(server, damaged, { 'content-encoding': 'gzip' })).text).toContain(
      'unable to read data: gzip: invalid checksum',
    )
  })

  test('that storage refuses in part keeps the rest and leaves a row in _monitoring', async () => {
    const server = await startTestEngine()
    await server.call('POST', good, { body: 'm f=1 1768435200000000000' })
    const answer = await server.call('POST', good, { body: 'm f=2i 1768435201000000000\nm f=3 1768435202000000000' })
    const reason =
      'partial write: field type conflict: input field "f" on measurement "m" is type integer, already exists as type float dropped=1'
    expect([answer.status, answer.json]).toEqual([
      422,
      { code: 'unprocessable entity', message: `failure writing points to database: ${reason}` },
    ])
    expect(await query(server, 'from(bucket:"b") |> range(start:-1h, stop:1h)')).toContain('2026-01-15T00:00:02Z,3,f,m')
    const rows = await query(server, 'from(bucket:"_monitoring") |> range(start:-1h, stop:1h)')
    expect(rows).toContain(reason.replaceAll('"', '""'))
    expect(rows).toContain('error,write_errors')
  })

  test('stamps points without a time by the clock, cut to the precision', async () => {
    const server = await startTestEngine()
    await server.clock.advance(1234)
    await server.call('POST', `${good}&precision=s`, { body: 'm f=1' })
    expect(await query(server, 'from(bucket:"b") |> range(start:-1h, stop:1h)')).toContain('2026-01-15T00:00:01Z,1,f,m')
  })
})

describe('a write by 1.x', () => {
  test('finds its bucket by name, takes any precision and a token as password', async () => {
    const { call } = await startTestEngine()
    const status = async (search: string) =>
      (await call('POST', `/write?${search}`, { token: null, body: 'm f=1' })).status
    expect(await status('db=b&u=x&p=operator')).toBe(204)
    expect(await status('db=b&u=x&p=operator&precision=h')).toBe(204)
    expect(await status('db=b&p=operator')).toBe(401)
    expect(await status('db=b&u=x&p=wrong')).toBe(401)
    expect(await status('db=x&u=x&p=operator')).toBe(404)
    expect(await status('u=x&p=operator')).toBe(400)
  })

  test('takes Token and not Bearer', async () => {
    const { call } = await startTestEngine()
    const status = async (authorization: string) =>
      (await call('POST', '/write?db=b', { token: null, headers: { authorization }, body: 'm f=1' })).status
    expect(await status('Token operator')).toBe(204)
    expect(await status('Token name:operator')).toBe(204)
    expect(await status('Bearer operator')).toBe(401)
  })

  test('knows users of its own', async () => {
    const { call, orgId, bucketId } = await startTestEngine()
    const permissions = [{ action: 'write', resource: { type: 'buckets', id: bucketId, orgID: orgId } }]
    const path = '/private/legacy/authorizations'
    const { id } = (await call('POST', path, { body: { orgID: orgId, token: 'old', permissions } })).json as {
      id: string
    }
    expect((await call('POST', `${path}/${id}/password`, { body: { password: 'password-of-old' } })).status).toBe(204)
    const write = async (password: string) =>
      (await call('POST', `/write?db=b&u=old&p=${password}`, { token: null, body: 'm f=1' })).status
    expect([await write('password-of-old'), await write('wrong')]).toEqual([204, 401])
  })
})

describe('a delete', () => {
  test('removes a range, both ends included', async () => {
    const server = await startTestEngine()
    await server.call('POST', `${good}&precision=s`, {
      body: [0, 1, 2, 3].map((s) => `m f=${s} ${1_768_435_200 + s}`).join('\n'),
    })
    const body = { start: '2026-01-15T00:00:01Z', stop: '2026-01-15T00:00:02Z', predicate: '_measurement="m"' }
    expect((await server.call('POST', '/api/v2/delete?org=o&bucket=b', { body })).status).toBe(204)
    const rest = await query(server, 'from(bucket:"b") |> range(start:-1h, stop:1h)')
    expect(rest.match(/Z,(\d),f,m/g)).toEqual(['Z,0,f,m', 'Z,3,f,m'])
  })

  const refusals: readonly (readonly [query: string, body: unknown, status: number, message: string])[] = [
    ['org=o&bucket=b', '', 400, 'error decoding json body: EOF'],
    [
      'org=o',
      { start: '2026-01-15T00:00:01Z', stop: '2026-01-15T00:00:01Z' },
      400,
      'Please provide either bucketID or bucket',
    ],
    [
      'bucket=b',
      { start: '2026-01-15T00:00:01Z', stop: '2026-01-15T00:00:01Z' },
      400,
      'Please provide either orgID or org',
    ],
    [
      'org=o&bucket=b',
      { start: '2026-01-15', stop: '' },
      400,
      'error decoding json body: invalid RFC3339Nano for field start, please format your time with RFC3339Nano format, example: 2009-01-02T23:00:00Z',
    ],
  ]
  for (const [search, body, status, message] of refusals) {
    test(`of ${JSON.stringify(body)} with ${search} is refused`, async () => {
      const { call } = await startTestEngine()
      const answer = await call('POST', `/api/v2/delete?${search}`, { body })
      expect({ status: answer.status, message: (answer.json as { message: string }).message }).toEqual({
        status,
        message,
      })
    })
  }
})
