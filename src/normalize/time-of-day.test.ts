import { expect, test } from 'vitest'
import { UsageError } from '../errors/index.ts'
import { createTimeOfDay, partOfDay } from './time-of-day.ts'

const at = (text: string) => Date.parse(text) / 1000

const cases: readonly [zone: string, time: string, part: string][] = [
  ['UTC', '2026-01-15T04:59:59Z', 'night'],
  ['UTC', '2026-01-15T05:00:00Z', 'morning'],
  ['UTC', '2026-01-15T11:59:59Z', 'morning'],
  ['UTC', '2026-01-15T12:00:00Z', 'afternoon'],
  ['UTC', '2026-01-15T17:00:00Z', 'evening'],
  ['UTC', '2026-01-15T20:59:59Z', 'evening'],
  ['UTC', '2026-01-15T21:00:00Z', 'night'],
  ['America/Los_Angeles', '2026-01-15T12:00:00Z', 'night'],
  ['America/Los_Angeles', '2026-01-15T13:00:00Z', 'morning'],
  ['Asia/Kathmandu', '2026-01-14T23:14:59Z', 'night'],
  ['Asia/Kathmandu', '2026-01-14T23:15:00Z', 'morning'],
  // The clocks go from 02:00 to 03:00, and back.
  ['Europe/Berlin', '2026-03-29T02:59:59Z', 'night'],
  ['Europe/Berlin', '2026-03-29T03:00:00Z', 'morning'],
  ['Europe/Berlin', '2026-10-25T03:59:59Z', 'night'],
  ['Europe/Berlin', '2026-10-25T04:00:00Z', 'morning'],
]
for (const [zone, time, part] of cases) {
  test(`${time} is ${part} in ${zone}`, () => expect(createTimeOfDay(zone)(at(time))).toBe(part))
}

test('an hour asked again has the same part', () => {
  const timeOfDay = createTimeOfDay('Europe/Berlin')
  const times = ['2026-01-15T04:00:00Z', '2026-01-15T12:00:00Z', '2026-01-15T04:00:00Z', '2026-01-15T04:00:00Z']
  expect(times.map((time) => timeOfDay(at(time)))).toEqual(['morning', 'afternoon', 'morning', 'morning'])
})

test('refuses a zone that does not exist', () => {
  expect(() => createTimeOfDay('Mars/Olympus')).toThrow(UsageError)
  expect(() => createTimeOfDay('Mars/Olympus')).toThrow(
    /normalize.*an IANA time zone.*"Mars\/Olympus".*Europe\/Berlin/s,
  )
})

test('every hour of the day has a part', () => {
  const hours = Map.groupBy(
    Array.from({ length: 24 }, (_, hour) => hour),
    partOfDay,
  )
  expect(Object.fromEntries(hours)).toEqual({
    night: [0, 1, 2, 3, 4, 21, 22, 23],
    morning: [5, 6, 7, 8, 9, 10, 11],
    afternoon: [12, 13, 14, 15, 16],
    evening: [17, 18, 19, 20],
  })
})
