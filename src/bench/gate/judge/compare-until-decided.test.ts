import { expect, test } from 'vitest'
import { createRandom } from '../../../normalize/generate/random.ts'
import type { ComparedRounds } from '../rounds/compared-rounds.ts'
import { noises, simulateRounds } from '../testing/simulate-rounds.ts'
import { compareUntilDecided, lookConfidences, looksOf, sharedConfidence } from './compare-until-decided.ts'
import { judgeRounds } from './judge-rounds.ts'

test('looks double up to the launches', () => {
  expect(looksOf({ launches: 8 })).toEqual([1, 2, 4, 8])
  expect(looksOf({ launches: 2 })).toEqual([1, 2])
  expect(looksOf({ launches: 1 })).toEqual([1])
  expect(looksOf({ launches: 5 })).toEqual([1, 2, 3, 5])
})

test('the looks together keep the confidence, and the first is the strictest', () => {
  expect(lookConfidences(0.99, [1])).toEqual([0.99])
  const all = lookConfidences(0.99, [1, 2, 4, 8])
  expect(all.reduce((error, confidence) => error + 1 - confidence, 0)).toBeCloseTo(0.01, 12)
  expect(all).toEqual(all.toSorted((one, other) => other - one))
  expect(1 - sharedConfidence(0.99, 3)).toBeCloseTo(0.01 / 3, 12)
})

const measured = (ratio: number, seed: number, noise: (typeof noises)[number] = 'normal') => {
  const random = createRandom(seed)
  const asked: number[] = []
  const measure = async (launches: number): Promise<ComparedRounds> => {
    asked.push(launches)
    return simulateRounds({ random, noise, ratio, launches, pairs: 12, requests: 4, launchSd: 0.03 })
  }
  return { asked, measure }
}
const confidence = 0.99
const judge = (seed: number) => (rounds: ComparedRounds, each: number) =>
  judgeRounds(rounds, { metric: 'fastestMs', seed, minEffect: 0.1, confidence: each })

test('what is plain is measured once, what is not is measured again', async () => {
  const plain = measured(1.5, 1)
  const { comparison } = await compareUntilDecided([1, 2, 4, 8], {
    measure: plain.measure,
    judge: judge(1),
    confidence,
  })
  expect(comparison.judgement.verdict).toBe('regression')
  expect(plain.asked).toEqual([1])
  const close = measured(1.1, 2)
  const { rounds } = await compareUntilDecided([1, 2, 4, 8], { measure: close.measure, judge: judge(1), confidence })
  expect(close.asked.length).toBeGreaterThan(1)
  expect(rounds).toHaveLength(close.asked.reduce((total, some) => total + some, 0))
})

test('until an alarm: what is far from one ends, and says that there was not enough evidence', async () => {
  const unsure = (rounds: ComparedRounds, each: number) => ({
    ...judge(1)(rounds, each),
    judgement: { verdict: 'not enough evidence' } as const,
  })
  const near = measured(1.01, 3)
  const stopped = await compareUntilDecided([2, 4, 8], {
    measure: near.measure,
    judge: unsure,
    confidence,
    until: 'alarm',
  })
  expect(near.asked).toEqual([2])
  expect(stopped.comparison.judgement.verdict).toBe('not enough evidence')
  const going = measured(1.01, 3)
  await compareUntilDecided([2, 4, 8], { measure: going.measure, judge: unsure, confidence })
  expect(going.asked).toEqual([2, 2, 4])
})

/** Alarms in so many simulated comparisons, and launches for each; the seeds are fixed. */
const simulate = async (of: {
  ratio: number
  runs: number
  noise: (typeof noises)[number]
  until: 'verdict' | 'alarm'
}) => {
  const { measure, asked } = measured(of.ratio, 77, of.noise)
  let alarms = 0
  for (let run = 0; run < of.runs; run++) {
    const { comparison } = await compareUntilDecided([1, 2, 4, 8], {
      measure,
      judge: judge(run),
      confidence,
      until: of.until,
    })
    const { verdict } = comparison.judgement
    if (verdict === 'regression' || (of.ratio === 1 && verdict === 'improvement')) alarms += 1
  }
  return { alarms, launchesEach: asked.reduce((total, some) => total + some, 0) / of.runs }
}

for (const noise of noises) {
  for (const until of ['verdict', 'alarm'] as const) {
    test(`under ${noise}, until ${until}, a program against itself raises hardly any alarm, and 15 % more is found`, async () => {
      const same = await simulate({ ratio: 1, runs: 60, noise, until })
      expect(same.alarms).toBe(0)
      const slower = await simulate({ ratio: 1.15, runs: 40, noise, until })
      expect(slower.alarms).toBeGreaterThanOrEqual(38)
      if (until === 'alarm') expect(Math.max(same.launchesEach, slower.launchesEach)).toBeLessThan(2.5)
    })
  }
}
