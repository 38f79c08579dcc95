import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PointTimes } from './point-times.ts'

/** Ascending times that are regular for a while: few steps, each repeated. */
const ascending = fc
  .array(fc.record({ step: fc.bigInt({ min: 1n, max: 3n }), count: fc.integer({ min: 1, max: 6 }) }), { maxLength: 5 })
  .map((runs) => {
    const times: bigint[] = []
    for (const { step, count } of runs) {
      for (let turn = 0; turn < count; turn++) times.push((times.at(-1) ?? -5n) + step)
    }
    return times
  })

function timesOf(values: readonly bigint[], made: 'pushed' | 'taken over'): PointTimes {
  if (made === 'taken over') return PointTimes.of(BigInt64Array.from(values))
  const times = new PointTimes()
  for (const value of values) times.push(value)
  return times
}

for (const made of ['pushed', 'taken over'] as const) {
  test(`gives every stretch and border of times that were ${made}`, () => {
    fc.assert(
      fc.property(ascending, fc.nat(30), fc.nat(30), fc.bigInt({ min: -8n, max: 100n }), (values, a, b, border) => {
        const times = timesOf(values, made)
        const [from, to] = [Math.min(a, b, values.length), Math.min(Math.max(a, b), values.length)]
        expect([...times.range(from, to)]).toEqual(values.slice(from, to))
        expect(times.lowerBound(border)).toBe(values.filter((value) => value < border).length)
      }),
    )
  })
}

test('keeps what it gave and what a copy holds when either grows, in order or not', () => {
  const anyTimes = fc.array(fc.bigInt({ min: -9n, max: 9n }), { maxLength: 8 })
  fc.assert(
    fc.property(ascending, anyTimes, anyTimes, (values, mine, others) => {
      const times = timesOf(values, 'pushed')
      const given = times.range(0, times.length)
      const copy = times.clone()
      for (const value of mine) times.push(value)
      for (const value of others) copy.push(value)
      expect([...given]).toEqual(values)
      expect([...times.range(0, times.length)]).toEqual([...values, ...mine])
      expect([...copy.range(0, copy.length)]).toEqual([...values, ...others])
    }),
  )
})

test('holds the least and the greatest time that a point can have', () => {
  const ends = [-(2n ** 63n) + 2n, 2n ** 63n - 2n]
  const times = timesOf(ends, 'pushed')
  expect([...times.range(0, 2)]).toEqual(ends)
  expect(times.lowerBound(0n)).toBe(1)
})
