import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTime, formatTimeNano, parseTime } from './time-text.ts'

test('drops trailing zeros in CSV and keeps nine digits in text', () => {
  expect(formatTime(1_500_000_000n)).toBe('1970-01-01T00:00:01.5Z')
  expect(formatTime(0n)).toBe('1970-01-01T00:00:00Z')
  expect(formatTimeNano(1n)).toBe('1970-01-01T00:00:00.000000001Z')
  expect(formatTime(-1n)).toBe('1969-12-31T23:59:59.999999999Z')
})

test('reads offsets and dates', () => {
  expect(parseTime('2026-01-15T01:00:00+01:00')).toBe(1_768_435_200_000_000_000n)
  expect(parseTime('2026-01-15')).toBe(1_768_435_200_000_000_000n)
})

for (const text of ['', '2026-02-30T00:00:00Z', '2026-01-15T24:00:00Z', '2026-01-15 00:00:00Z', '2026-01-15T00:00Z']) {
  test(`refuses ${JSON.stringify(text)} as a time`, () => {
    expect(parseTime(text)).toBeUndefined()
  })
}

test('reads what it writes', () => {
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 62n), 2n ** 63n - 1n), (ns) => {
      expect(parseTime(formatTime(ns))).toBe(ns)
      expect(parseTime(formatTimeNano(ns))).toBe(ns)
    }),
  )
})
