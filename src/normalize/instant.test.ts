import { expect, test } from 'vitest'
import { epochInstant, instantNs, parseInstant, secondsBetween } from './instant.ts'

const instants: readonly [text: string, ns: bigint][] = [
  ['1970-01-01T00:00:00Z', 0n],
  ['2026-01-15T07:31:04.512345+00:00', 1768462264512345000n],
  ['2026-01-15T07:31:04+00:00', 1768462264000000000n],
  ['2026-01-15T02:31:04-05:00', 1768462264000000000n],
  ['2026-01-15T13:16:04+05:45', 1768462264000000000n],
  ['2026-01-15t07:31:04.5z', 1768462264500000000n],
  ['2026-01-15 07:31:04+0000', 1768462264000000000n],
  ['2026-01-15T07:31:04,123456789Z', 1768462264123456789n],
  ['2026-01-15T07:31:04.1234567899Z', 1768462264123456789n],
  ['1969-12-31T23:59:59.999999999Z', -1n],
  ['1969-12-31T19:00:00-05:00', 0n],
  ['2024-02-29T00:00:00Z', 1709164800000000000n],
  ['2000-03-01T00:00:00Z', 951868800000000000n],
  ['1900-03-01T00:00:00Z', -2203891200000000000n],
  ['2026-01-15T23:59:59+23:59', 1768435259000000000n],
  ['2026-01-15T00:00:00-23:59', 1768521540000000000n],
  ['2262-04-11T23:47:15.999999999Z', 9223372035999999999n],
  ['1677-09-21T00:12:45Z', -9223372035000000000n],
]
for (const [text, ns] of instants) {
  test(`reads ${text}`, () => {
    const instant = parseInstant(text)
    expect(instant && instantNs(instant)).toBe(ns)
  })
}

const refused = [
  '',
  'now',
  '2026-01-15',
  '2026-01-15T07:31:04',
  '2026-01-15T07:31Z',
  '2026-01-15T07:31:04.Z',
  '2026-01-15T07:31:04ZZ',
  '2026-01-15T07:31:04+5:00',
  '2026-01-15T07:31:04+24:00',
  '2026-01-15T07:31:04+05:60',
  '2026-01-15T07:31:04+05:0',
  '2026-00-15T07:31:04Z',
  '2026-13-15T07:31:04Z',
  '2026-01-00T07:31:04Z',
  '2026-02-29T07:31:04Z',
  '1900-02-29T07:31:04Z',
  '2026-04-31T07:31:04Z',
  '2026-01-15T24:00:00Z',
  '2026-01-15T07:60:04Z',
  '2026-01-15T07:31:60Z',
  '2026/01/15T07:31:04Z',
  '2026-01/15T07:31:04Z',
  '2026-01-15X07:31:04Z',
  '2026-01-15T07.31:04Z',
  '2026-01-15T07:31.04Z',
  '20٢6-01-15T07:31:04Z',
  '1677-01-01T00:00:00Z',
  '2262-12-31T00:00:00Z',
  '2262-04-11T23:47:16Z',
  '1677-09-21T00:12:44Z',
  '2026-01-32T07:31:04Z',
  '2026-01-15T07:31:04:000Z',
  '2026-01-15T07:31:04x05:00',
  '2026-01-15T07:31:04+0500x',
  '2026-01-15T07:31:04.5',
]
for (const text of refused) {
  test(`finds no instant in ${JSON.stringify(text)}`, () => expect(parseInstant(text)).toBeUndefined())
}

test('finds no instant where any character of a date and time is another', () => {
  const text = '2016-11-11T11:11:11+11:11'
  expect(parseInstant(text)).toBeDefined()
  for (const [at, character] of [...text].entries()) {
    for (const other of ['/', ':', '-', ' ', '.', 'x', '\u0661']) {
      if (other === character || (at === 10 && other === ' ') || (at === 19 && other === '-')) continue
      const changed = text.slice(0, at) + other + text.slice(at + 1)
      expect([changed, parseInstant(changed)]).toEqual([changed, undefined])
    }
  }
})

test('finds no instant in what is cut anywhere', () => {
  const text = '2016-11-11T11:11:11.5+11:11'
  for (let length = 0; length < text.length; length++) expect(parseInstant(text.slice(0, length))).toBeUndefined()
})

test('rounds a floating point epoch to microseconds', () => {
  const instant = epochInstant(1768462264.512345)
  expect(instant && instantNs(instant)).toBe(1768462264512345000n)
})

test('reads an epoch before 1970', () => {
  expect(epochInstant(-0.25)).toEqual({ seconds: -1, nanos: 750_000_000 })
})

test('finds no instant in an epoch that is not finite or beyond 64 bits', () => {
  for (const epoch of [Number.NaN, Infinity, -Infinity, 1e10, -1e10]) expect(epochInstant(epoch)).toBeUndefined()
})

test('counts seconds with their fraction', () => {
  const earlier = { seconds: 10, nanos: 750_000_000 }
  const later = { seconds: 12, nanos: 250_000_000 }
  expect(secondsBetween(earlier, later)).toBe(1.5)
  expect(secondsBetween(later, earlier)).toBe(-1.5)
})

test('agrees with the calendar on the first and last second of every month from 1678 to 2261', () => {
  for (let year = 1678; year <= 2261; year++) {
    for (let month = 0; month < 12; month++) {
      for (const ms of [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1) - 1000]) {
        const text = new Date(ms).toISOString()
        expect([text, parseInstant(text)]).toEqual([text, { seconds: ms / 1000, nanos: 0 }])
      }
    }
  }
})

test('every month ends after its last day', () => {
  for (const [month, days] of [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
    const day = (number: number) =>
      `2026-${String(month + 1).padStart(2, '0')}-${String(number).padStart(2, '0')}T00:00:00Z`
    expect([parseInstant(day(days)) === undefined, parseInstant(day(days + 1)) === undefined]).toEqual([false, true])
  }
})
