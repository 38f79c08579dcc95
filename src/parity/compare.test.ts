import { expect, test } from 'vitest'
import { type Answer, compare } from './compare.ts'
import type { RecordedResponse } from './scenario.ts'

const variables = { startSeconds: 1_700_000_000, values: new Map([['bucketID', '0123456789abcdef']]) }

function agreementOf(recorded: Partial<RecordedResponse>, found: Partial<Answer>): string {
  const expected = { status: 200, headers: {}, body: '', ...recorded }
  return compare(expected, { status: 200, headers: {}, body: '', ...found }, { variables, version: '2.9.1' }).agreement
}

const bodies: readonly [recorded: unknown, found: string, agrees: boolean][] = [
  [{ id: '<id>' }, '{"id":"0a1b2c3d4e5f6071"}', true],
  [{ id: '<id>' }, '{"id":"0a1b2c3d4e5f607"}', false],
  [{ id: '{{bucketID}}' }, '{"id":"0123456789abcdef"}', true],
  [{ id: '{{bucketID}}' }, '{"id":"0123456789abcdee"}', false],
  [{ token: '<token>' }, `{"token":"${'a'.repeat(86)}=="}`, true],
  [{ at: '<time>' }, '{"at":"2026-01-02T03:04:05.678Z"}', true],
  [{ at: '<time>' }, '{"at":"yesterday"}', false],
  [{ a: 1, b: 2 }, '{"b":2,"a":1}', true],
  [[1, 2], '[2,1]', false],
  [{ a: 1 }, '{"a":1,"b":2}', false],
  [{ a: 1 }, 'not JSON', false],
  [{ version: 'v2.8.0' }, '{"version":"v2.9.1"}', true],
  [{ version: 'v2.8.0' }, '{"version":"v2.7.12"}', false],
  [',result,table\r\n,{{rfc:-1h}}\r\n', ',result,table\r\n,2023-11-14T21:13:20Z\r\n', true],
  ['a.b', 'axb', false],
]
for (const [recorded, found, agrees] of bodies) {
  test(`${JSON.stringify(recorded)} ${agrees ? 'agrees' : 'does not agree'} with ${JSON.stringify(found)}`, () => {
    expect(agreementOf({ body: recorded }, { body: found })).toBe(agrees ? 'exact' : 'status')
  })
}

test('tells what agrees when not everything does', () => {
  const header = { headers: { 'content-type': 'text/csv' } }
  expect(agreementOf(header, header)).toBe('exact')
  expect(agreementOf(header, {})).toBe('body')
  expect(agreementOf({ body: 'x' }, {})).toBe('status')
  expect(agreementOf({}, { status: 204 })).toBe('divergent')
})

test('ignores headers that are not kept, and expects the version of the server that is stood for', () => {
  expect(agreementOf({}, { headers: { date: 'now' } })).toBe('exact')
  expect(
    agreementOf({ headers: { 'x-influxdb-version': 'v2.8.0' } }, { headers: { 'x-influxdb-version': 'v2.9.1' } }),
  ).toBe('exact')
})
