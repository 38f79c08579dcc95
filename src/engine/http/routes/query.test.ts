import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { startTestEngine } from '../../testing/test-engine.ts'

const json = { 'content-type': 'application/json' }
const flux = { 'content-type': 'application/vnd.flux' }
const everything = 'from(bucket:"b") |> range(start:-1h, stop:1h)'
const notJson =
  "failed to decode request body: failed parsing request body as JSON; if sending a raw Flux script, set 'Content-Type: application/vnd.flux' in your request headers: "

describe('a query', () => {
  test('is a script by its content type, else JSON', async () => {
    const { call } = await startTestEngine()
    await call('POST', '/api/v2/write?org=o&bucket=b', { body: 'm f=1 1768435200000000000' })
    const asScript = await call('POST', '/api/v2/query?org=o', { headers: flux, body: everything })
    const asJson = await call('POST', '/api/v2/query?org=o', { headers: json, body: { query: everything } })
    expect(asScript.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(asScript.text).toContain(',1,f,m\r\n')
    expect(asJson.text).toBe(asScript.text)
  })

  test('writes annotations as its dialect says', async () => {
    const { call } = await startTestEngine()
    await call('POST', '/api/v2/write?org=o&bucket=b', { body: 'm f=1 1768435200000000000' })
    const dialect = { annotations: ['datatype'], header: false, delimiter: ';' }
    const { text } = await call('POST', '/api/v2/query?org=o', { headers: json, body: { query: everything, dialect } })
    expect(text.split('\r\n')[0]).toContain('#datatype;string;long;dateTime:RFC3339')
  })

  test('is as of the time it names', async () => {
    const { call } = await startTestEngine()
    await call('POST', '/api/v2/write?org=o&bucket=b', { body: 'm f=1 1768435200000000000' })
    const at = async (now: string) =>
      (
        await call('POST', '/api/v2/query?org=o', {
          headers: json,
          body: { query: 'from(bucket:"b") |> range(start:-1m)', now },
        })
      ).text
    expect(await at('2026-01-15T00:00:30Z')).toContain(',1,f,m')
    expect(await at('2026-01-15T00:02:00Z')).toBe('\r\n')
  })

  test('is answered by gzip where that is worth it', async () => {
    const { call, engine } = await startTestEngine()
    const lines = Array.from({ length: 100 }, (_, second) => `m f=${second} ${1_768_435_200 + second}`)
    await call('POST', '/api/v2/write?org=o&bucket=b&precision=s', { body: lines.join('\n') })
    const request = new Request('http://engine.test/api/v2/query?org=o', {
      method: 'POST',
      headers: { ...flux, authorization: 'Token operator', 'accept-encoding': 'gzip' },
      body: everything,
    })
    const response = await engine.fetch(request)
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const text = gunzipSync(await response.arrayBuffer()).toString('utf8')
    expect(text).toBe((await call('POST', '/api/v2/query?org=o', { headers: flux, body: everything })).text)
  })

  const refusals: readonly (readonly [
    query: string,
    headers: Record<string, string>,
    body: unknown,
    message: string,
  ])[] = [
    ['org=o', json, 'not json', `${notJson}invalid character 'o' in literal null (expecting 'u')`],
    ['org=o', json, '', `${notJson}EOF`],
    ['org=o', json, '[]', `${notJson}json: cannot unmarshal array into Go value of type http.QueryRequest`],
    ['org=o', json, {}, 'failed to decode request body: request body requires either query or AST'],
    ['org=o', flux, '', 'failed to decode request body: request body requires either query or AST'],
    ['org=o', json, { query: 'x', type: 'sql' }, 'failed to decode request body: unknown query type: sql'],
    ['', flux, everything, 'failed to decode request body: Please provide either orgID or org'],
    ['org=nobody', flux, everything, 'failed to decode request body: organization name "nobody" not found'],
    [
      'org=o',
      json,
      { query: 'x', dialect: { annotations: ['odd'] } },
      'failed to decode request body: unknown dialect annotation type: odd',
    ],
  ]
  for (const [query, headers, body, message] of refusals) {
    test(`of ${JSON.stringify(body)} with "${query}" is refused`, async () => {
      const { call } = await startTestEngine()
      const answer = await call('POST', `/api/v2/query?${query}`, { headers, body })
      expect([answer.status, answer.json]).toEqual([400, { code: 'invalid', message }])
    })
  }

  test('finds no bucket that its token may not read', async () => {
    const { call, orgId } = await startTestEngine()
    const permissions = [{ action: 'write', resource: { type: 'buckets', orgID: orgId } }]
    const made = await call('POST', '/api/v2/authorizations', { body: { orgID: orgId, permissions } })
    const { token } = made.json as { token: string }
    const answer = await call('POST', '/api/v2/query?org=o', { token, headers: flux, body: everything })
    expect(answer.status).toBe(404)
    expect((answer.json as { message: string }).message).toContain('could not find bucket "b"')
  })
})
