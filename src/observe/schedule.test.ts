import { expect, test } from 'vitest'
import { formatTime, parseTime } from '../client/rfc3339.ts'
import { hourNs, minuteNs } from '../contract/duration.ts'
import type { Schedule } from '../contract/model.ts'
import { nextDueNs } from './schedule.ts'

const hourly = (offset = 0n): Schedule => ({ kind: 'every', every: hourNs, offset })
const nightly = (offset = 0n): Schedule => ({ kind: 'cron', cron: '0 3 * * *', offset })

const cases: readonly [name: string, schedule: Schedule, after: string, due: string][] = [
  ['the next full hour', hourly(), '2026-03-01T11:30:00Z', '2026-03-01T12:00:00Z'],
  ['an hour after a full hour', hourly(), '2026-03-01T12:00:00Z', '2026-03-01T13:00:00Z'],
  ['the offset later', hourly(5n * minuteNs), '2026-03-01T12:02:00Z', '2026-03-01T12:05:00Z'],
  ['the next night', nightly(), '2026-03-01T03:00:00Z', '2026-03-02T03:00:00Z'],
  ['the same night, by its offset', nightly(5n * minuteNs), '2026-03-01T03:01:00Z', '2026-03-01T03:05:00Z'],
]

for (const [name, schedule, after, due] of cases) {
  test(`a task is due ${name}`, () => {
    const ns = nextDueNs(schedule, parseTime(after))
    expect(ns === undefined ? undefined : formatTime(ns)).toBe(due)
  })
}
