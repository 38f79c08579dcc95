import { describe, expect, test } from 'vitest'
import { cellOfExpression } from '../expression-fixture.ts'

const berlin = 'timezone.location(name: "Europe/Berlin")'

const cases: Record<string, string> = {
  'date.hour(t: 2026-07-15T22:30:00Z)': '22',
  [`date.hour(t: 2026-07-15T22:30:00Z, location: ${berlin})`]: '0',
  'date.weekDay(t: 2026-07-15T22:30:00Z, location: timezone.fixed(offset: -8h))': '3',
  'date.hour(t: -1h)': '23',
  'date.week(t: 2021-01-03T00:00:00Z)': '53',
  'date.yearDay(t: 2024-12-31T00:00:00Z)': '366',
  'date.quarter(t: 2026-04-01T00:00:00Z)': '2',
  'date.millisecond(t: 1969-12-31T23:59:59.25Z)': '250',
  'date.truncate(t: 2026-01-15T13:45:27Z, unit: 15m)': '2026-01-15T13:45:00Z',
  'date.truncate(t: 2026-01-15T13:45:27Z, unit: 1w)': '2026-01-15T00:00:00Z',
  'date.truncate(t: 2026-02-15T13:45:27Z, unit: 3mo)': '2026-01-01T00:00:00Z',
  [`date.truncate(t: 2026-03-30T12:00:00Z, unit: 1d, location: ${berlin})`]: '2026-03-29T22:00:00Z',
  'date.add(d: 1mo, to: 2026-01-31T00:00:00Z)': '2026-02-28T00:00:00Z',
  'date.sub(d: 1mo, from: 2026-03-31T12:00:00Z)': '2026-02-28T12:00:00Z',
  [`date.add(d: 1mo, to: 2026-03-14T23:00:00Z, location: ${berlin})`]: '2026-04-14T22:00:00Z',
  'string(v: date.scale(d: 1mo2h, n: -2))': '-2mo4h',
  'date.time(t: -1d)': '2026-01-15T00:00:00Z',
  'date.December': '12',
  'boundaries.monday().start': '2026-01-12T00:00:00Z',
  'boundaries.friday().start': '2026-01-09T00:00:00Z',
  'boundaries.week().stop': '2026-01-19T00:00:00Z',
  'boundaries.week(week_offset: -1, start_sunday: true).start': '2026-01-04T00:00:00Z',
  'boundaries.month(month_offset: -1).start': '2025-12-01T00:00:00Z',
  'boundaries.yesterday().start': '2026-01-15T00:00:00Z',
}

describe('date', () => {
  for (const [expression, value] of Object.entries(cases)) {
    test(`${expression} is ${value}`, async () => {
      expect(await cellOfExpression(['date', 'timezone', 'experimental/date/boundaries'], expression)).toBe(value)
    })
  }

  for (const [expression, message] of [
    ['date.truncate(t: now(), unit: 0s)', 'error calling function "truncate" @5:23-5:56: duration used as an interval'],
    ['timezone.location(name: "Nowhere/Here").zone', 'unknown time zone Nowhere/Here'],
    ['boundaries.yesterday().start', "has been moved to 'experimental/date/boundaries'"],
  ] as const) {
    test(`refuses ${expression}`, async () => {
      const found = cellOfExpression(['date', 'timezone', 'date/boundaries'], expression)
      await expect(found).rejects.toThrow(message)
    })
  }
})
