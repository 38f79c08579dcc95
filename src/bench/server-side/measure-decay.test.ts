import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureDecay } from './measure-decay.ts'

/** Rates of whole slices, with the cut one at the end that is left out. */
const run = (rates: readonly number[]) => [...rates, 0]
const rate = fc.integer({ min: 1, max: 100_000 })

describe('the slope', () => {
  test('is that of a straight line, in percent of the median a minute', () => {
    const line = fc.record({
      start: fc.integer({ min: 10_000, max: 50_000 }),
      step: fc.integer({ min: -50, max: 50 }),
      length: fc.integer({ min: 6, max: 200 }),
      sliceMs: fc.constantFrom(100, 250, 1000),
    })
    fc.assert(
      fc.property(line, ({ start, step, length, sliceMs }) => {
        const rates = Array.from({ length }, (_, at) => start + at * step)
        const middle = start + ((length - 1) * step) / 2
        const expected = ((step / middle) * 100 * 60_000) / sliceMs
        expect(measureDecay(run(rates), sliceMs)?.percentPerMinute).toBeCloseTo(expected, 6)
      }),
    )
  })

  test('is not moved by a pause that empties a tenth of a steady run', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 36 }), (steady, at) => {
        const rates = Array.from({ length: 40 }, () => steady)
        rates.fill(0, at, at + 3)
        expect(measureDecay(run(rates), 1000)?.percentPerMinute).toBeCloseTo(0, 9)
      }),
    )
  })

  test('changes its sign with time, and nothing with the unit of the rate', () => {
    fc.assert(
      fc.property(fc.array(rate, { minLength: 6, maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (rates, times) => {
        const slope = measureDecay(run(rates), 1000)?.percentPerMinute ?? Number.NaN
        expect(measureDecay(run(rates.toReversed()), 1000)?.percentPerMinute).toBeCloseTo(-slope, 6)
        expect(measureDecay(run(rates.map((value) => value * times)), 1000)?.percentPerMinute).toBeCloseTo(slope, 6)
      }),
    )
  })

  test('is not told of a run that is too short, or stood still', () => {
    expect(measureDecay([], 1000)).toBeUndefined()
    expect(measureDecay([9, 9, 9, 9, 9, 9], 1000)).toBeUndefined()
    expect(measureDecay([9, 9, 9, 9, 9, 9, 1], 1000)).toEqual({ percentPerMinute: 0 })
    expect(measureDecay([9, 9, 0, 0, 0, 0, 0, 0], 1000)).toBeUndefined()
  })

  test('is that of wider slices in a long run', () => {
    const rates = Array.from({ length: 4001 }, (_, at) => 100_000 - at)
    const wide = measureDecay(run(rates), 100)?.percentPerMinute ?? Number.NaN
    expect(wide).toBeCloseTo((-1 / 98_000) * 100 * 600, 2)
  })
})

describe('the knee', () => {
  const fall = fc.record({
    before: fc.integer({ min: 3, max: 30 }),
    after: fc.integer({ min: 3, max: 30 }),
    high: fc.integer({ min: 1000, max: 100_000 }),
    noise: fc.infiniteStream(fc.double({ min: 0.96, max: 1.04, noNaN: true })),
  })

  test('is where the rate fell to two thirds and stayed', () => {
    fc.assert(
      fc.property(fall, ({ before, after, high, noise }) => {
        const rates = Array.from({ length: before + after }, (_, at) => {
          const { value } = noise.next() as { value: number }
          return high * value * (at < before ? 1 : 2 / 3)
        })
        const { kneeMs } = measureDecay(run(rates), 500) ?? {}
        expect(kneeMs).toBe(before * 500)
      }),
    )
  })

  test('is not there in a run that wavers by a tenth', () => {
    const wavering = fc.array(fc.integer({ min: 900, max: 1100 }), { minLength: 6, maxLength: 80 })
    fc.assert(
      fc.property(wavering, (rates) => {
        expect(measureDecay(run(rates), 1000)).not.toHaveProperty('kneeMs')
      }),
    )
  })

  test('is not there when the rate came back', () => {
    expect(measureDecay(run([10, 10, 10, 5, 5, 5, 5, 10]), 1000)).not.toHaveProperty('kneeMs')
  })
})
