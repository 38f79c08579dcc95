import { expect, test } from 'vitest'
import { createRandom } from '../../../normalize/generate/random.ts'
import type { ComparedRounds } from '../rounds/compared-rounds.ts'
import { noises, simulateRounds } from '../testing/simulate-rounds.ts'
import { compareUntilDecided, lookConfidence, looksOf } from './compare-until-decided.ts'
import { judgeRounds } from './judge-rounds.ts'

test('looks double up to the launches', () => {
  expect(looksOf({ launches: 8 })).toEqual([2, 4, 8])
  expect(looksOf({ launches: 2 })).toEqual([2])
  expect(looksOf({ launches: 1 })).toEqual([1])
  expect(looksOf({ launches: 5 })).toEqual([3, 5])
})

test('the looks together keep the confidence', () => {
  expect(lookConfidence(0.99, 1)).toBe(0.99)
  expect(1 - lookConfidence(0.99, 3)).toBeCloseTo(0.01 / 3, 12)
})

const measured = (ratio: number, seed: number, noise: (typeof noises)[number] = 'normal') => {
  const random = createRandom(seed)
  const asked: number[] = []
  const measure = async (launches: number): Promise<ComparedRounds> => {
    asked.push(launches)
    return simulateRounds({ random, noise, ratio, launches, pairs: 12, requests: 3, launchSd: 0.03 })
  }
  return { asked, measure }
}
const judge = (seed: number) => (rounds: ComparedRounds) =>
  judgeRounds(rounds, { metric: 'fastestMs', seed, minEffect: 0.1, confidence: lookConfidence(0.99, 3) })

test('what is plain is measured once, what is not is measured again', async () => {
  const plain = measured(1.5, 1)
  const { comparison } = await compareUntilDecided([2, 4, 8], plain.measure, judge(1))
  expect(comparison.judgement.verdict).toBe('regression')
  expect(plain.asked).toEqual([2])
  const close = measured(1.1, 2)
  const { rounds } = await compareUntilDecided([2, 4, 8], close.measure, judge(1))
  expect(close.asked.length).toBeGreaterThan(1)
  expect(rounds).toHaveLength(close.asked.reduce((total, some) => total + some, 0))
})

for (const noise of noises) {
  test(`under ${noise} a program against itself raises hardly any alarm, and 14 % more is found`, async () => {
    const verdicts = async (ratio: number, runs: number) => {
      const { measure } = measured(ratio, 77, noise)
      const all = []
      for (let run = 0; run < runs; run++) {
        all.push((await compareUntilDecided([2, 4, 8], measure, judge(run))).comparison.judgement.verdict)
      }
      return all
    }
    const same = await verdicts(1, 60)
    expect(same.filter((verdict) => verdict === 'regression' || verdict === 'improvement').length).toBeLessThanOrEqual(
      0,
    )
    const slower = await verdicts(1.14, 40)
    expect(slower.filter((verdict) => verdict === 'regression').length).toBeGreaterThanOrEqual(38)
  })
}
