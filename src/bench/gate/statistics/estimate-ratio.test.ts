import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from '../../../normalize/generate/random.ts'
import { noises, simulateLogRatios } from '../testing/simulate-rounds.ts'
import { estimateRatio } from './estimate-ratio.ts'

const time = fc.double({ min: 0.01, max: 1000, noNaN: true })
const launches = fc.array(fc.array(fc.tuple(time, time), { minLength: 5, maxLength: 12 }), {
  minLength: 1,
  maxLength: 3,
})
const logs = (of: readonly (readonly (readonly [number, number])[])[]) =>
  of.map((launch) => launch.map(([base, head]) => Math.log(head / base)))
const options = { seed: 1, resamples: 1000 }

test('the estimate lies in its interval, and the same seed gives the same interval', () => {
  fc.assert(
    fc.property(launches, fc.integer(), (of, seed) => {
      const found = estimateRatio(logs(of), { seed, resamples: 200 })
      expect(found.low).toBeLessThanOrEqual(found.ratio)
      expect(found.high).toBeGreaterThanOrEqual(found.ratio)
      expect(estimateRatio(logs(of), { seed, resamples: 200 })).toEqual(found)
    }),
    { numRuns: 30 },
  )
})

test('base and head swapped give the inverse', () => {
  fc.assert(
    fc.property(launches, (of) => {
      const there = estimateRatio(logs(of), options)
      const back = estimateRatio(logs(of.map((launch) => launch.map(([base, head]) => [head, base] as const))), options)
      expect(back.ratio * there.ratio).toBeCloseTo(1, 9)
      // The bounds too, but for the draws: as logarithms, in parts of the width.
      const width = Math.log(there.high / there.low)
      expect(Math.abs(Math.log(back.low * there.high))).toBeLessThan(0.25 * width + 1e-9)
      expect(Math.abs(Math.log(back.high * there.low))).toBeLessThan(0.25 * width + 1e-9)
    }),
    { numRuns: 30 },
  )
})

test('both scaled by the same factor leave ratio and interval', () => {
  fc.assert(
    fc.property(launches, fc.double({ min: 0.1, max: 10, noNaN: true }), (of, factor) => {
      const scaled = of.map((launch) => launch.map(([base, head]) => [base * factor, head * factor] as const))
      const [one, other] = [estimateRatio(logs(of), options), estimateRatio(logs(scaled), options)]
      for (const key of ['ratio', 'low', 'high'] as const) expect(other[key] / one[key]).toBeCloseTo(1, 9)
    }),
    { numRuns: 30 },
  )
})

test('a figure that is missing is an error', () => {
  for (const broken of [[], [[]], [[0.1], []], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]]) {
    expect(() => estimateRatio(broken, options)).toThrow(RangeError)
  }
})

const coverage = (
  noise: (typeof noises)[number],
  of: { launchSd: number; runs: number; pairs: number; count: number },
) => {
  const random = createRandom(noise.length * 31 + of.pairs)
  let covered = 0
  for (let run = 0; run < of.runs; run++) {
    const { low, high } = estimateRatio(
      simulateLogRatios({ random, noise, ratio: 1.15, launches: of.count, pairs: of.pairs, launchSd: of.launchSd }),
      { seed: run, resamples: 400, launchNoise: { sd: of.launchSd, degrees: 6 } },
    )
    if (low <= 1.15 && 1.15 <= high) covered += 1
  }
  return covered / of.runs
}

for (const noise of noises) {
  test(`under ${noise} the interval covers the true ratio about as often as it promises`, () => {
    expect(coverage(noise, { launchSd: 0, runs: 200, pairs: 20, count: 2 })).toBeGreaterThanOrEqual(0.97)
    expect(coverage(noise, { launchSd: 0.03, runs: 200, pairs: 20, count: 2 })).toBeGreaterThanOrEqual(0.98)
  })
}

test('it is no wider than it must be: an interval that covers always would tell nothing', () => {
  const random = createRandom(3)
  const narrow = simulateLogRatios({ random, noise: 'normal', ratio: 1, launches: 2, pairs: 20, launchSd: 0 })
  const { low, high } = estimateRatio(narrow, { seed: 1, launchNoise: { sd: 0.01, degrees: 20 } })
  expect(high / low).toBeLessThan(1.15)
})

test('launches that differ more than was known widen it', () => {
  const steady = [Array(20).fill(0.05), Array(20).fill(0.05)]
  const torn = [Array(20).fill(-0.15), Array(20).fill(0.25)]
  const width = (of: number[][]) => {
    const { low, high } = estimateRatio(of, { seed: 1, launchNoise: { sd: 0.01, degrees: 6 } })
    return Math.log(high / low)
  }
  expect(width(torn)).toBeGreaterThan(4 * width(steady))
})
