import fc from 'fast-check'
import { mean, median, sampleStandardDeviation } from 'simple-statistics'
import { expect, test } from 'vitest'
import { createRandom } from '../../../normalize/generate/random.ts'
import { noises, simulateLogRatios } from '../testing/simulate-rounds.ts'
import { middleMean } from './middle-mean.ts'

const finite = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })

test('it lies between the quartiles and moves with the values', () => {
  fc.assert(
    fc.property(finite, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (values, by) => {
      const sorted = values.toSorted((a, b) => a - b)
      const found = middleMean(values)
      expect(found).toBeGreaterThanOrEqual((sorted[Math.floor(values.length * 0.35)] ?? Number.NaN) - 1e-6)
      expect(found).toBeLessThanOrEqual(
        (sorted[values.length - 1 - Math.floor(values.length * 0.35)] ?? Number.NaN) + 1e-6,
      )
      expect(middleMean(values.map((value) => value + by))).toBeCloseTo(found + by, 3)
    }),
  )
})

test('one value of three that is far off does not move it', () => {
  expect(middleMean([1, 2, 1e9])).toBe(2)
  expect(middleMean([7])).toBe(7)
})

const light = (values: readonly number[]) => {
  const cut = Math.floor(values.length * 0.1)
  return mean(values.toSorted((a, b) => a - b).slice(cut, values.length - cut))
}

for (const noise of noises) {
  test(`under ${noise} it is about as steady as the best of median and a lighter cut`, () => {
    const random = createRandom(noise.length)
    const runs = Array.from(
      { length: 2000 },
      () => simulateLogRatios({ random, noise, ratio: 1, launches: 1, pairs: 20, launchSd: 0 })[0] ?? [],
    )
    const spread = (center: (values: number[]) => number) =>
      sampleStandardDeviation(runs.map((run) => center([...run])))
    expect(spread(middleMean)).toBeLessThan(1.2 * Math.min(spread(median), spread(light)))
  })
}
