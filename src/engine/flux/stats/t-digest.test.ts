import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TDigest } from './t-digest.ts'

function digest(values: readonly number[]): TDigest {
  const made = new TDigest(1000)
  for (const value of values) made.add(value)
  return made
}

test('interpolates between the values of a small set', () => {
  expect(digest([1.5, 3, 2, 7, 5, 4]).quantile(0.9)).toBe(6.800000000000001)
  expect(digest([1, 2, 3, 4]).quantile(0.5)).toBe(2.5)
  expect(digest([]).quantile(0.5)).toBeNaN()
  expect(digest([7]).quantile(0.99)).toBe(7)
})

test('stays between the least and the greatest value', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, q) => {
        const answer = digest(values).quantile(q)
        expect(answer).toBeGreaterThanOrEqual(Math.min(...values))
        expect(answer).toBeLessThanOrEqual(Math.max(...values))
      },
    ),
  )
})
