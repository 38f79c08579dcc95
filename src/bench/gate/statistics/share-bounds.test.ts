import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareBounds } from './share-bounds.ts'

test('bounds are those of the tables', () => {
  // 0 of 10: 0 to 30.85 %; 5 of 10: 18.71 to 81.29 %; 95 of 100: 88.72 to 98.36 %.
  expect(shareBounds(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.3085, 4) })
  expect(shareBounds(5, 10)).toEqual({ low: expect.closeTo(0.1871, 4), high: expect.closeTo(0.8129, 4) })
  expect(shareBounds(95, 100)).toEqual({ low: expect.closeTo(0.8872, 4), high: expect.closeTo(0.9836, 4) })
  expect(shareBounds(3, 3).high).toBe(1)
})

test('they enclose the share that was seen, and mirror when hits and misses change places', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (trials, some) => {
      const hits = some % (trials + 1)
      const { low, high } = shareBounds(hits, trials)
      expect(low).toBeLessThanOrEqual(hits / trials)
      expect(high).toBeGreaterThanOrEqual(hits / trials)
      expect(shareBounds(trials - hits, trials).low).toBeCloseTo(1 - high, 6)
    }),
  )
})
