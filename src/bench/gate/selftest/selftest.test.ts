import { expect, test } from 'vitest'
import { createRandom } from '../../../normalize/generate/random.ts'
import { compareUntilDecided, looksOf } from '../judge/compare-until-decided.ts'
import { judgeRounds } from '../judge/judge-rounds.ts'
import { type Noise, simulateRounds } from '../testing/simulate-rounds.ts'
import { selftest, type TrialKind } from './selftest.ts'

interface Machine {
  readonly noise: Noise
  readonly launchSd: number
  readonly planted: number
}

/** The self test as it runs, on a machine that is simulated. */
const onMachine = (
  { noise, launchSd, planted }: Machine,
  of: { aa: number; planted: number; isLate?: () => boolean; judged?: (kind: TrialKind) => void },
) => {
  const random = createRandom(5)
  const looks = looksOf({ launches: 8 })
  return selftest({
    aa: of.aa,
    planted: of.planted,
    seed: 1,
    ...(of.isLate && { isLate: of.isLate }),
    async compare(kind, seed) {
      of.judged?.(kind)
      const ratio = kind === 'aa' ? 1 : planted
      const { comparison } = await compareUntilDecided(looks, {
        until: 'alarm',
        confidence: 0.99,
        measure: async (launches) =>
          simulateRounds({ random, noise, ratio, launches, pairs: 12, requests: 4, launchSd }),
        judge: (rounds, confidence) =>
          judgeRounds(rounds, {
            metric: 'fastestMs',
            seed,
            minEffect: 0.1,
            resamples: 2000,
            confidence,
          }),
      })
      return comparison
    },
  })
}

test('on a noisy machine the gate neither cries wolf nor sleeps', async () => {
  const result = await onMachine({ noise: 'bursts', launchSd: 0.03, planted: 1.14 }, { aa: 200, planted: 100 })
  expect(result.falseAlarms).toMatchObject({ trials: 200, limit: 2, met: true })
  expect(result.found).toMatchObject({ trials: 100, limit: 95, met: true })
  expect(result.met).toBe(true)
}, 120_000)

test('a slowdown that the gate cannot see is told as missed', async () => {
  const result = await onMachine({ noise: 'normal', launchSd: 0.03, planted: 1.03 }, { aa: 10, planted: 10 })
  expect(result.found).toMatchObject({ met: false, limit: 10 })
  expect(result.falseAlarms.met).toBe(true)
  expect(result.met).toBe(false)
})

test('a gate that cries wolf is told as missed', async () => {
  const result = await onMachine({ noise: 'normal', launchSd: 0.4, planted: 3 }, { aa: 40, planted: 2 })
  expect(result.falseAlarms.hits).toBeGreaterThan(0)
  expect(result.falseAlarms).toMatchObject({ limit: 0, met: false })
  expect(result.met).toBe(false)
})

test('both kinds are spread over the whole time', async () => {
  const kinds: TrialKind[] = []
  await onMachine(
    { noise: 'normal', launchSd: 0, planted: 2 },
    { aa: 8, planted: 4, judged: (kind) => kinds.push(kind) },
  )
  for (const part of [kinds.slice(0, 6), kinds.slice(6)]) {
    expect(part.filter((kind) => kind === 'planted')).toHaveLength(2)
  }
})

test('what is not done in time counts as missed, though all that was done is right', async () => {
  let asked = 0
  const result = await onMachine(
    { noise: 'normal', launchSd: 0, planted: 1.5 },
    { aa: 4, planted: 4, isLate: () => ++asked > 6 },
  )
  expect(result.trials).toHaveLength(6)
  expect(result.falseAlarms).toMatchObject({ hits: 0, trials: 3, wanted: 4, met: false })
  expect(result.found).toMatchObject({ hits: 3, trials: 3, wanted: 4, met: false })
})

test('a comparison that could not be made ends the test: it is no alarm, and no silence', async () => {
  const broken = selftest({ aa: 1, planted: 0, seed: 1, compare: () => Promise.reject(new Error('a point was lost')) })
  await expect(broken).rejects.toThrow('a point was lost')
})
