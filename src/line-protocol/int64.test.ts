import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinNanoseconds, splitNanoseconds } from './int64.ts'
import { hold } from './laws/hold.ts'

const seconds = fc.integer({ min: 0, max: 9_223_372_035 })
const rest = fc.integer({ min: 0, max: 999_999_999 })

const cases: readonly (readonly [seconds: number, rest: number])[] = [
  [0, 0],
  [0, 1],
  [0, 999_999_999],
  [4, 294_967_295],
  [4, 294_967_296],
  [65_535, 999_999_999],
  [65_536, 0],
  [1_700_000_000, 123_456_789],
  [9_223_372_036, 854_775_806],
]
for (const [whole, part] of cases) {
  test(`${whole} s and ${part} ns are joined and split exactly`, () => {
    const time = BigInt(whole) * 1_000_000_000n + BigInt(part)
    expect(joinNanoseconds(whole, part)).toBe(time)
    expect(splitNanoseconds(time)).toEqual({ seconds: whole, rest: part })
  })
}

test('any time is joined and split as bigint arithmetic does', () => {
  hold(fc.tuple(seconds, rest), function joinsAndSplits([whole, part]) {
    const time = BigInt(whole) * 1_000_000_000n + BigInt(part)
    expect(joinNanoseconds(whole, part)).toBe(time)
    expect(splitNanoseconds(time)).toEqual({ seconds: whole, rest: part })
  })
})
