import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatRfc3339, parseRfc3339 } from './rfc3339.ts'

describe('RFC 3339', () => {
  test('formatting and parsing agree over all of int64', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (ns) => {
        expect(parseRfc3339(formatRfc3339(ns))).toBe(ns)
      }),
    )
  })

  const accepted: Record<string, bigint> = {
    '1970-01-01T00:00:00Z': 0n,
    '1970-01-01T01:00:00.5+01:00': 500_000_000n,
    '1969-12-31T23:59:59.999999999Z': -1n,
    '2024-02-29T00:00:00Z': 1_709_164_800_000_000_000n,
  }
  for (const [text, ns] of Object.entries(accepted)) test(`reads ${text}`, () => expect(parseRfc3339(text)).toBe(ns))

  const refused = [
    '',
    '2020-09-13',
    '2020-09-13 12:26:41Z',
    '2020-09-13t12:26:41z',
    '2020-09-13T12:26:41',
    '2020-09-13T24:00:00Z',
    '2020-13-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2020-09-13T12:26Z',
  ]
  for (const text of refused) test(`refuses "${text}"`, () => expect(parseRfc3339(text)).toBeUndefined())
})
