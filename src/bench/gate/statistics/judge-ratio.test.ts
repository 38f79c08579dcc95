import { expect, test } from 'vitest'
import { createRandom } from '../../../normalize/generate/random.ts'
import { noises, simulateLogRatios } from '../testing/simulate-rounds.ts'
import { estimateRatio, type RatioEstimate } from './estimate-ratio.ts'
import { judgeRatio } from './judge-ratio.ts'

const estimate = (ratio: number, low: number, high: number, pairs = 40): RatioEstimate => ({
  ratio,
  low,
  high,
  pairs,
  confidence: 0.99,
  launches: 2,
})

const time = (...of: Parameters<typeof estimate>) => judgeRatio(estimate(...of), { better: 'lower', minEffect: 0.1 })
const rate = (...of: Parameters<typeof estimate>) => judgeRatio(estimate(...of), { better: 'higher', minEffect: 0.1 })

test('a time that is longer by the minimum effect, for certain, is a regression', () => {
  expect(time(1.15, 1.08, 1.2)).toEqual({ verdict: 'regression' })
  expect(time(1.1, 1.01, 1.2)).toEqual({ verdict: 'regression' })
  expect(time(1 / 1.15, 1 / 1.2, 1 / 1.08)).toEqual({ verdict: 'improvement' })
})

test('a rate has the other direction', () => {
  expect(rate(1.15, 1.08, 1.2)).toEqual({ verdict: 'improvement' })
  expect(rate(1 / 1.15, 1 / 1.2, 1 / 1.08)).toEqual({ verdict: 'regression' })
})

test('an interval inside the minimum effect is no change, also when it excludes "the same"', () => {
  expect(time(1.0, 0.95, 1.05)).toEqual({ verdict: 'no change' })
  expect(time(1.04, 1.02, 1.06)).toEqual({ verdict: 'no change' })
})

test('an interval that leaves both open is not enough evidence', () => {
  expect(time(1.15, 0.98, 1.4)).toMatchObject({ verdict: 'not enough evidence', pairsNeeded: expect.any(Number) })
  expect(time(1.02, 0.9, 1.16)).toMatchObject({ verdict: 'not enough evidence', pairsNeeded: expect.any(Number) })
  expect(time(1.07, 1.02, 1.12)).toMatchObject({ verdict: 'not enough evidence' })
})

test('a difference at the minimum effect itself cannot be told by any number of rounds', () => {
  expect(time(1.0999, 0.99, 1.2)).toEqual({ verdict: 'not enough evidence' })
})

test('a few pairs are not enough, whatever they show', () => {
  expect(time(2, 1.9, 2.1, 5)).toEqual({ verdict: 'not enough evidence', pairsNeeded: 8 })
})

for (const noise of noises) {
  test(`under ${noise} as many rounds as it asks for do decide, nearly always`, () => {
    const random = createRandom(11)
    let asked = 0
    let decided = 0
    for (let run = 0; asked < 40 && run < 2000; run++) {
      const ratio = run % 2 === 0 ? 1 : 1.2
      const of = { random, noise, ratio, launchSd: 0.05, pairs: 10, roundSd: 0.1 }
      const judge = (launches: number) =>
        judgeRatio(
          estimateRatio(simulateLogRatios({ ...of, launches }), {
            seed: run,
            resamples: 400,
            launchNoise: { sd: 0.05, degrees: 20 },
          }),
          { better: 'lower', minEffect: 0.1 },
        )
      const first = judge(2)
      if (first.verdict !== 'not enough evidence' || first.pairsNeeded === undefined) continue
      asked += 1
      if (judge(Math.ceil(first.pairsNeeded / 10)).verdict !== 'not enough evidence') decided += 1
    }
    expect(asked).toBe(40)
    expect(decided / asked).toBeGreaterThanOrEqual(0.75)
  })
}
