import { expect, test } from 'vitest'
import { UsageError } from '../../errors/index.ts'
import { periodStart } from '../pattern-aggregates/period.ts'
import { generateEnergyReadings } from './energy-readings.ts'
import { generateGrayLogicRecords, recordsPerRound } from './gray-logic-records.ts'
import { isoWeek } from './iso-week.ts'
import { generatePatternRecords } from './pattern-records.ts'
import { createRandom } from './random.ts'
import { generateStateChanges } from './state-changes.ts'
import { isoTime } from './timestamp.ts'

const startMs = Date.UTC(2026, 0, 15)
const spanMs = 86_400_000

test('the same seed gives the same numbers, another seed others', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next)
  expect(numbers(1)).toEqual(numbers(1))
  expect(numbers(1)).not.toEqual(numbers(2))
})

test('numbers are spread over their range', () => {
  const random = createRandom(3)
  const counts = new Map<number, number>()
  for (let i = 0; i < 6000; i++) {
    const face = random.int(1, 6)
    counts.set(face, (counts.get(face) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6])
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

test('picking from nothing is refused', () => {
  expect(() => createRandom(1).pick([])).toThrow(RangeError)
})

for (const events of [0, 1, 499, 500, 3000]) {
  test(`${events} state changes are ${events}, in order of time, within their span`, () => {
    const times = [...generateStateChanges({ seed: 1, startMs, spanMs, events })].map(({ time_fired }) =>
      Date.parse(String(time_fired)),
    )
    expect(times).toHaveLength(events)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    for (const time of times) expect(time >= startMs && time <= startMs + spanMs).toBe(true)
  })
}

test('a negative number of events is refused', () => {
  expect(() => [...generateStateChanges({ seed: 1, startMs, spanMs, events: -1 })]).toThrow(UsageError)
  expect(() => [...generateStateChanges({ seed: 1, startMs, spanMs: 0, events: 1 })]).toThrow(UsageError)
})

test('last_changed moves with the state only', () => {
  let kept = 0
  for (const { data } of generateStateChanges({ seed: 1, startMs, spanMs, events: 2000 })) {
    const { old_state: before, new_state: after } = data as Record<string, Record<string, unknown> | null>
    if (!before || !after) continue
    if (before.state === after.state) {
      kept++
      expect(after.last_changed).toBe(before.last_changed)
    } else expect(after.last_changed).toBe(after.last_updated)
  }
  expect(kept).toBeGreaterThan(10)
})

test('predictions follow every n-th reading, the last among them', () => {
  const records = [...generateEnergyReadings({ seed: 1, startMs, readings: 12, predictEvery: 5 })]
  const predicted = new Set(records.filter((record) => record.predicted_kw !== undefined).map(({ time }) => time))
  expect([...predicted]).toEqual(['01', '06', '11'].map((minute) => `2026-01-15T00:${minute}:00+00:00`))
})

test('a round of Gray Logic has every device and metric once', () => {
  const records = [...generateGrayLogicRecords({ seed: 1, startMs, everyMs: 1000, rounds: 3 })]
  expect(records).toHaveLength(3 * recordsPerRound)
  expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['device', 'energy', 'phm', 'point']))
})

test('patterns are of periods that are over, each as far back as asked', () => {
  const endMs = Date.UTC(2026, 0, 15, 12)
  const records = [...generatePatternRecords({ seed: 1, endMs, days: 2, weeks: 10 })]
  const of = (key: string) => [...new Set(records.map((record) => record[key]).filter((value) => value !== undefined))]
  expect(of('date')).toEqual(['2026-01-13', '2026-01-14'])
  expect(of('month')).toEqual(['2025-12'])
  expect(of('week').at(-1)).toBe('2026-W02')
  expect(of('week')).toHaveLength(10)
  expect(new Set(records.map(({ measurement }) => measurement)).size).toBe(10)
})

const weeks: readonly [day: string, week: string][] = [
  ['2025-10-24', '2025-W43'],
  ['2025-12-29', '2026-W01'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['1969-12-31', '1970-W01'],
]
for (const [day, week] of weeks) {
  test(`${day} is in ${week}, which begins no later`, () => {
    expect(isoWeek(Date.parse(day))).toBe(week)
    const start = Number((periodStart('week', week) ?? 0n) / 1_000_000n)
    expect(Date.parse(day) - start).toBeGreaterThanOrEqual(0)
    expect(Date.parse(day) - start).toBeLessThan(7 * spanMs)
  })
}

test('times have six digits of fraction or none, and their offset', () => {
  expect(isoTime(1768462264512345)).toBe('2026-01-15T07:31:04.512345+00:00')
  expect(isoTime(1768462264000000)).toBe('2026-01-15T07:31:04+00:00')
  expect(isoTime(1768462264000001, -210)).toBe('2026-01-15T04:01:04.000001-03:30')
  expect(isoTime(-1)).toBe('1969-12-31T23:59:59.999999+00:00')
})
