import { assert, bigInt, property } from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, formatRetention, parseDuration, toMilliseconds, toSeconds } from './duration.ts'

const second = 1_000_000_000n

const accepted: readonly (readonly [text: string, duration: bigint])[] = [
  ['365d', 365n * 86_400n * second],
  ['48h', 48n * 3600n * second],
  ['10s', 10n * second],
  ['1w', 7n * 86_400n * second],
  ['1h30m', 5400n * second],
  ['1d12h', 36n * 3600n * second],
  ['250ms', 250_000_000n],
  ['5us', 5_000n],
  ['5µs', 5_000n],
  ['7ns', 7n],
  ['0s', 0n],
  ['-5m', -300n * second],
  ['007d', 7n * 86_400n * second],
]

test.each(accepted)('reads %s', (text, duration) => {
  expect(parseDuration(text)).toBe(duration)
})

test.each(['', '30', 'd', '1.5h', '1 h', ' 1h', '1h ', '1y', '1mo', '1M', '--1h', '-', '1h-5m', 'infinite', '1h\n'])(
  'refuses %j',
  (text) => {
    expect(parseDuration(text)).toBeUndefined()
  },
)

test('reads back what it formats', () => {
  assert(
    property(
      bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
      (duration) => parseDuration(formatDuration(duration)) === duration,
    ),
  )
})

test.each([
  [0n, '0s'],
  [7n * 86_400n * second, '7d'],
  [2555n * 86_400n * second, '2555d'],
  [5400n * second, '1h30m'],
  [-300n * second, '-5m'],
  [1n, '1ns'],
] as const)('formats %s as %s', (duration, text) => {
  expect(formatDuration(duration)).toBe(text)
})

test('says infinite for a bucket that keeps everything', () => {
  expect(formatRetention('infinite')).toBe('infinite')
  expect(formatRetention(3600n * second)).toBe('1h')
})

test('converts to the units of the API and of timers', () => {
  expect(toSeconds(7_776_000n * second)).toBe(7_776_000)
  expect(toMilliseconds(1_500_000n)).toBe(1.5)
})
