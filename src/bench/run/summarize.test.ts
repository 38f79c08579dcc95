import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Round } from '../result/bench-result.ts'
import { createLatency, encodeLatency } from './latency.ts'
import { summarize } from './summarize.ts'

function round(latenciesUs: readonly number[], changes: Partial<Round> = {}): Round {
  const histogram = createLatency()
  for (const value of latenciesUs) histogram.recordValue(value)
  return {
    elapsedMs: 1000,
    handedIn: 1000,
    acknowledged: 1000,
    refused: 0,
    unknown: 0,
    latencyUs: encodeLatency(histogram),
    sliceMs: 100,
    slices: [],
    cpuMs: 5,
    ...changes,
  }
}

test('percentiles are those of all answers, not a mean of the rounds', () => {
  const fast = round(Array.from({ length: 99 }, () => 1000))
  const slow = round([500_000])
  const { p50Ms, p99Ms, maxMs, samples } = summarize([fast, slow])
  expect(samples).toBe(100)
  expect(p50Ms).toBeCloseTo(1, 2)
  expect(p99Ms).toBeCloseTo(1, 2)
  expect(maxMs).toBeGreaterThanOrEqual(499)
})

test('the thousandth is told from 10 000 samples on', () => {
  const many = (count: number) => round(Array.from({ length: count }, (_, index) => index + 1))
  expect(summarize([many(9_999)]).p999Ms).toBeUndefined()
  expect(summarize([many(5_000), many(5_000)]).p999Ms).toBeCloseTo(4.995, 1)
})

test('points that were not read back count for nothing, points written twice as often as handed in', () => {
  const expected = { points: 800, cells: 800, hash: 'a' }
  const stored = { points: 790, cells: 790, hash: 'b' }
  expect(summarize([round([1], { expected, stored: expected })])).toMatchObject({ perSecond: 1000, success: 1 })
  expect(summarize([round([1], { expected, stored })])).toMatchObject({ perSecond: 990, success: 0.99 })
})

test('no answer gives no figures', () => {
  expect(() => summarize([])).toThrow(RangeError)
  expect(() => summarize([round([])])).toThrow(RangeError)
})

test('the order of the rounds does not matter', () => {
  const rounds = fc.array(fc.array(fc.integer({ min: 1, max: 1e7 }), { minLength: 1, maxLength: 20 }), { minLength: 1 })
  fc.assert(
    fc.property(rounds, (latencies) => {
      const some = latencies.map((one) => round(one))
      expect(summarize(some.toReversed())).toEqual(summarize(some))
    }),
  )
})
