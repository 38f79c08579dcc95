import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTime, parseTime } from './rfc3339.ts'

const cases: readonly [text: string, ns: bigint][] = [
  ['1970-01-01T00:00:00Z', 0n],
  ['1970-01-01T00:00:00.000000001Z', 1n],
  ['1969-12-31T23:59:59.999999999Z', -1n],
  ['2026-01-02T04:04:05.5+01:00', 1_767_323_045_500_000_000n],
  ['1677-09-21T00:12:43.145224194Z', -9223372036854775806n],
]

for (const [text, ns] of cases) {
  test(`reads ${text}`, () => {
    expect(parseTime(text)).toBe(ns)
  })
}

for (const text of ['2026-01-02', '2026-01-02T03:04:05', 'now', '2026-13-02T03:04:05Z']) {
  test(`refuses ${text}`, () => {
    expect(() => parseTime(text)).toThrow(RangeError)
  })
}

test('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.bigInt(-9223372036854775806n, 9223372036854775806n), (ns) => {
      expect(parseTime(formatTime(ns))).toBe(ns)
    }),
  )
})
