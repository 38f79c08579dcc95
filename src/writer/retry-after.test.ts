import { expect, test } from 'vitest'
import { createBackoff } from './backoff.ts'
import { parseRetryAfter } from './retry-after.ts'

const nowMs = Date.parse('2026-01-01T00:00:00Z')
const cases: readonly [text: string | null, ms: number | undefined][] = [
  ['2', 2000],
  ['0', 0],
  [' 7 ', 7000],
  ['99999', 600_000],
  ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['', undefined],
  [null, undefined],
]
for (const [text, ms] of cases) {
  test(`Retry-After ${JSON.stringify(text)} is ${ms} ms`, () => expect(parseRetryAfter(text, nowMs)).toBe(ms))
}

test('backoff doubles up to its cap, jittered within its upper half', () => {
  const delays = (random: number) =>
    [1, 2, 3, 4, 5, 100].map(createBackoff({ initialMs: 100, maxMs: 1000, random: () => random }))
  expect(delays(0)).toEqual([50, 100, 200, 400, 500, 500])
  expect(delays(0.5)).toEqual([75, 150, 300, 600, 750, 750])
})
