import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestRequest } from '../testing/test-engine.ts'

interface Case {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly request?: TestRequest
  readonly status: number
  readonly body: string
  readonly headers?: Record<string, string | null>
}

const unauthorized = '{"code":"unauthorized","message":"unauthorized access"}\n'
const noToken = { token: null }

const cases: readonly Case[] = [
  {
    name: 'credentials are judged before an unknown path',
    method: 'GET',
    path: '/api/v2/nothing',
    request: noToken,
    status: 401,
    body: unauthorized,
    headers: { 'x-platform-error-code': 'unauthorized' },
  },
  {
    name: 'an unknown path is JSON',
    method: 'GET',
    path: '/api/v2x',
    status: 404,
    body: '{"code":"not found","message":"path not found"}\n',
  },
  {
    name: 'an unknown path below a newer handler is text',
    method: 'GET',
    path: '/api/v2/setup/user',
    status: 404,
    body: '404 page not found\n',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  },
  {
    name: 'a wrong method of a newer handler has no body and no Allow',
    method: 'PUT',
    path: '/api/v2/buckets',
    status: 405,
    body: '',
    headers: { allow: null, 'content-type': null },
  },
  {
    name: 'a wrong method of an older handler names the right ones',
    method: 'GET',
    path: '/api/v2/write',
    status: 405,
    body: '{"code":"method not allowed","message":"allow: OPTIONS, POST"}\n',
    headers: { allow: 'OPTIONS, POST' },
  },
  {
    name: 'a trailing slash of an older handler is redirected',
    method: 'POST',
    path: '/api/v2/write/?org=o',
    status: 308,
    body: '',
    headers: { location: '/api/v2/write?org=o' },
  },
  {
    name: 'a preflight is 204',
    method: 'OPTIONS',
    path: '/api/v2/query',
    request: { token: null, headers: { origin: 'http://x.test' } },
    status: 204,
    body: '',
  },
  {
    name: 'OPTIONS without an origin is 405',
    method: 'OPTIONS',
    path: '/api/v2/query',
    request: noToken,
    status: 405,
    body: '',
  },
  { name: 'HEAD has no body', method: 'HEAD', path: '/health', request: noToken, status: 200, body: '' },
  { name: 'ping needs no token', method: 'GET', path: '/ping', request: noToken, status: 204, body: '' },
  {
    name: 'POST on ping names its methods',
    method: 'POST',
    path: '/ping',
    status: 405,
    body: 'Method Not Allowed\n',
    headers: { allow: 'GET, HEAD, OPTIONS' },
  },
  {
    name: 'an unknown debug path is text',
    method: 'GET',
    path: '/debug/nothing',
    request: noToken,
    status: 404,
    body: '404 page not found\n',
  },
]

describe('the engine answers', () => {
  for (const one of cases) {
    test(one.name, async () => {
      const { call } = await startTestEngine()
      const answer = await call(one.method, one.path, one.request)
      expect({ status: answer.status, body: answer.text }).toEqual({ status: one.status, body: one.body })
      for (const [name, value] of Object.entries(one.headers ?? {})) expect(answer.headers.get(name)).toBe(value)
      expect(answer.headers.get('x-influxdb-version')).toBe('v2.8.0')
      expect(answer.headers.get('x-influxdb-build')).toBe('OSS')
    })
  }

  test('trailing slashes of newer handlers mean nothing', async () => {
    const { call } = await startTestEngine()
    expect((await call('GET', '/api/v2/buckets//?org=o')).status).toBe(200)
    expect((await call('GET', '/api/v2/setup/', { token: null })).status).toBe(401)
  })

  test('a page outside the API unless it is switched off', async () => {
    const on = await startTestEngine()
    expect((await on.call('GET', '/orgs/x', { token: null })).headers.get('content-type')).toContain('text/html')
    const off = await startTestEngine({ flags: { uiDisabled: true } })
    expect((await off.call('GET', '/orgs/x', { token: null })).status).toBe(404)
  })

  test('an origin is allowed to read', async () => {
    const { call } = await startTestEngine()
    const { headers } = await call('GET', '/api/v2/me', { headers: { origin: 'http://x.test' } })
    expect(headers.get('access-control-allow-origin')).toBe('http://x.test')
  })

  test('one log line a request, without query and token', async () => {
    const lines: string[] = []
    const { call } = await startTestEngine({ log: (line) => lines.push(line) })
    await call('POST', '/write?db=b&u=x&p=operator', { token: null, body: 'm f=1' })
    await call('GET', '/api/v2/buckets')
    expect(lines).toEqual(['POST /write 204', 'GET /api/v2/buckets 200'])
  })
})
