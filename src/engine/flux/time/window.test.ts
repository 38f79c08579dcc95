import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration } from '../values/duration-math.ts'
import { formatTime, parseTime } from '../values/time-text.ts'
import { Duration } from '../values/value.ts'
import { WindowGrid } from './window.ts'
import { utc } from './zone.ts'

const duration = (text: string) => parseDuration(text) ?? new Duration({})
const time = (text: string) => parseTime(text) ?? 0n

function grid(every: string, options: { period?: string; offset?: string; zone?: string } = {}): WindowGrid {
  return new WindowGrid({
    every: duration(every),
    period: duration(options.period ?? every),
    offset: duration(options.offset ?? '0s'),
    location: options.zone === undefined ? utc : { zone: options.zone, offsetNs: 0n },
  })
}

function f(name: string, windows: WindowGrid, [at, start, stop]: readonly [string, string, string]): void {
  test(name, () => {
    const bounds = windows.latest(time(at))
    expect([formatTime(bounds.start), formatTime(bounds.stop)]).toEqual([start, stop])
  })
}

f('aligns weeks to Thursday', grid('1w'), ['2026-01-14T12:00:00Z', '2026-01-08T00:00:00Z', '2026-01-15T00:00:00Z'])
f('aligns months to the calendar', grid('1mo'), [
  '2024-02-29T23:00:00Z',
  '2024-02-01T00:00:00Z',
  '2024-03-01T00:00:00Z',
])
f('shifts by the offset', grid('1h', { offset: '10m' }), [
  '2026-01-15T01:05:00Z',
  '2026-01-15T00:10:00Z',
  '2026-01-15T01:10:00Z',
])
f('counts before the epoch', grid('1d'), ['1969-12-31T23:00:00Z', '1969-12-31T00:00:00Z', '1970-01-01T00:00:00Z'])
f('gives Berlin its own midnight', grid('1d', { zone: 'Europe/Berlin' }), [
  '2026-07-01T12:00:00Z',
  '2026-06-30T22:00:00Z',
  '2026-07-01T22:00:00Z',
])
f('merges the two hours of the autumn change', grid('1h', { zone: 'Europe/Berlin' }), [
  '2025-10-26T01:30:00Z',
  '2025-10-26T00:00:00Z',
  '2025-10-26T02:00:00Z',
])
f('halves a window over the spring change', grid('2h', { zone: 'Europe/Berlin' }), [
  '2026-03-29T01:30:00Z',
  '2026-03-29T01:00:00Z',
  '2026-03-29T02:00:00Z',
])

test('puts every instant into exactly one window of a tiling', () => {
  const everys = ['1s', '7m', '1h', '1d', '1w', '1mo', '5mo', '1y']
  fc.assert(
    fc.property(fc.constantFrom(...everys), fc.bigInt(-(10n ** 18n), 4n * 10n ** 18n), (every, ns) => {
      const windows = grid(every)
      const [only, ...others] = windows.containing(ns)
      expect(others).toEqual([])
      expect(only !== undefined && only.start <= ns && ns < only.stop).toBe(true)
      if (only !== undefined) expect(windows.next(only).start).toBe(only.stop)
    }),
  )
})

test('puts an instant into as many windows as the period spans', () => {
  expect(grid('20s', { period: '40s' }).containing(time('2026-01-15T00:00:30Z'))).toHaveLength(2)
  expect(grid('30s', { period: '10s' }).containing(time('2026-01-15T00:00:25Z'))).toHaveLength(0)
})

for (const [every, message] of [
  ['0s', 'duration used as an interval cannot be zero'],
  ['1mo1d', 'duration used as an interval cannot mix month and nanosecond units'],
  ['-1h', 'duration used as an interval cannot be negative'],
] as const) {
  test(`refuses windows of ${every}`, () => {
    expect(() => grid(every)).toThrow(message)
  })
}
