import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { Transport } from '../../src/client/transport.ts'
import { type Drift, replaced } from './drift.ts'

/** What no server of a supported version does on demand. A proxy in front of the real one does it. */
export const serverDrifts: readonly Drift[] = [
  {
    kind: 'server-version',
    name: 'a server of another version (proxy: its answers name 3.1.4)',
    fails: ['server/version'],
    expected: '2.8',
    found: '3.1.4',
    proxy: (server) => async (request) => {
      const answer = await server(request)
      const headers = new Headers(answer.headers)
      headers.set('x-influxdb-version', 'v3.1.4')
      return new Response(answer.body, { status: answer.status, headers })
    },
  },
  {
    kind: 'readiness',
    name: 'a server that acknowledges a write and stores nothing (proxy: the canary is swallowed)',
    fails: ['server/ready'],
    expected: 'to be read back',
    found: 'no query finds it',
    proxy: changingWrites((body) => (body.includes('probe=ready') ? undefined : body)),
  },
  {
    kind: 'write-edge',
    name: 'a server that drops expired points without a word (proxy: its 422 becomes 204)',
    fails: ['bucket/raw/write-edge'],
    expected: 'refused with 422',
    found: 'the old one acknowledged, the fresh one stored',
    proxy: (server) => async (request) => {
      const answer = await server(request)
      if (answer.status !== 422 || !isWrite(request)) return answer
      await answer.body?.cancel()
      return new Response(null, { status: 204, headers: answer.headers })
    },
  },
  {
    kind: 'throughput',
    name: 'a server that loses half of what it acknowledges (proxy: every other line of the load is dropped)',
    fails: ['throughput'],
    expected: 'at least 95% read back',
    found: '500 of 1000 read back',
    edit: replaced('within: 5s', 'within: 100ms'),
    proxy: changingWrites((body) =>
      body.includes('probe=load')
        ? body
            .split('\n')
            .filter((_, index) => index % 2 === 0)
            .join('\n')
        : body,
    ),
  },
  {
    kind: 'query-latency',
    name: 'a server that answers late (proxy: queries for newest values wait 30 ms)',
    fails: ['latency/query'],
    expected: 'an answer within 20ms',
    found: / ms$/,
    edit: replaced('warn: 4s, fail: 5s', 'fail: 20ms'),
    proxy: (server) => async (request) => {
      if ((await request.clone().text()).includes('last()')) await delay(30)
      return server(request)
    },
  },
]

function isWrite(request: Request): boolean {
  return new URL(request.url).pathname === '/api/v2/write'
}

/** Rewrites the body of every write; undefined: it is acknowledged and goes no further. */
function changingWrites(change: (body: string) => string | undefined): (server: Transport) => Transport {
  return (server) => async (request) => {
    if (!isWrite(request)) return server(request)
    const bytes = Buffer.from(await request.clone().arrayBuffer())
    const headers = new Headers(request.headers)
    const text = (headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8')
    const body = change(text)
    if (body === text) return server(request)
    if (body === undefined) return new Response(null, { status: 204 })
    headers.delete('content-encoding')
    return server(new Request(request.url, { method: 'POST', headers, signal: request.signal, body }))
  }
}
