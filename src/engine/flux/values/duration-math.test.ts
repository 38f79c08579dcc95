import { expect, test } from 'vitest'
import { addDuration, approximateNs, formatDuration, parseDuration } from './duration-math.ts'
import { parseTime } from './time-text.ts'
import { Duration } from './value.ts'

for (const [text, canonical] of [
  ['90m', '1h30m'],
  ['1w2d', '1w2d'],
  ['-36h', '-1d12h'],
  ['14mo', '1y2mo'],
  ['1y1mo1w', '1y1mo1w'],
  ['1us', '1us'],
  ['0s', '0ns'],
] as const) {
  test(`writes ${text} as ${canonical}`, () => {
    expect(formatDuration(parseDuration(text) ?? new Duration({}))).toBe(canonical)
  })
}

for (const text of ['', '1.5h', '90', '1 h', 'h', '1h-30m']) {
  test(`refuses ${JSON.stringify(text)} as a duration`, () => {
    expect(parseDuration(text)).toBeUndefined()
  })
}

test('takes a month for 30.4375 days where no calendar applies', () => {
  expect(approximateNs(new Duration({ months: 1n }))).toBe(2_629_800_000_000_000n)
  expect(approximateNs(new Duration({ months: 12n, negative: true }))).toBe(-31_557_600_000_000_000n)
})

for (const [from, duration, to] of [
  ['2026-01-31T00:00:00Z', '1mo', '2026-02-28T00:00:00Z'],
  ['2024-02-29T12:00:00Z', '1y', '2025-02-28T12:00:00Z'],
  ['2026-03-31T00:00:00Z', '-1mo', '2026-02-28T00:00:00Z'],
  ['2026-01-15T00:00:00Z', '1mo1d', '2026-02-16T00:00:00Z'],
] as const) {
  test(`adds ${duration} to ${from} by the calendar`, () => {
    expect(addDuration(parseTime(from) ?? 0n, parseDuration(duration) ?? new Duration({}))).toBe(parseTime(to))
  })
}
