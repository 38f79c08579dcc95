import { expect, test } from 'vitest'
import type { Summary } from '../result/bench-result.ts'
import { judgeThreshold, type Measured } from './judge-threshold.ts'

const summary: Summary = {
  perSecond: 50_000,
  p50Ms: 10,
  p95Ms: 20,
  p99Ms: 250,
  maxMs: 300,
  samples: 100,
  success: 0.949,
  elapsedMs: 400,
  cpuMsPerThousand: 2,
}
const p99 = { metric: 'p99Ms', bound: 'at most', value: 250 } as const
const rate = { metric: 'durablePointsPerSecond', bound: 'at least', value: 60_000 } as const
const success = { metric: 'success', bound: 'at least', value: 0.95 } as const

const cases: readonly [string, typeof p99 | typeof rate | typeof success, Measured, string][] = [
  ['passes on its bound', p99, { summary, ceilingRatio: 10 }, 'passed'],
  ['fails past its bound', { ...rate }, { summary, ceilingRatio: 3 }, 'failed'],
  ['fails without a ceiling', rate, { summary }, 'failed'],
  ['calls no server slow when the driver is the limit', rate, { summary, ceilingRatio: 2.99 }, 'error'],
  ['fails on losses, driver or not', success, { summary, ceilingRatio: 1 }, 'failed'],
  ['is undecided without figures', p99, {}, 'error'],
  ['is undecided when points were lost', p99, { summary, problem: '3 points were lost' }, 'error'],
]
for (const [fact, threshold, measured, status] of cases) {
  test(`a threshold ${fact}`, () => expect(judgeThreshold(threshold, measured).status).toBe(status))
}

test('a ratio that was not measured is an error, not 0', () => {
  const threshold = { metric: 'ratio', bound: 'at most', value: 1 } as const
  expect(judgeThreshold(threshold, { summary })).toMatchObject({ status: 'error', reason: 'ratio was not measured' })
})
