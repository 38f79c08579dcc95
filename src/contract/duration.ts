import type { DurationNs, Retention } from './model.ts'

/** Length of each unit in nanoseconds. Months and years are missing on purpose: their length depends on the date. */
const unitNs = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
} as const

const parts = /(\d+)(ns|us|µs|ms|s|m|h|d|w)/gy
const formatUnits = ['d', 'h', 'm', 's', 'ms', 'us', 'ns'] as const

/** Nanoseconds of one second, for the API's `everySeconds`. */
export const secondNs: DurationNs = unitNs.s
export const minuteNs: DurationNs = unitNs.m
export const hourNs: DurationNs = unitNs.h
export const dayNs: DurationNs = unitNs.d

/**
 * Reads `365d`, `48h`, `1h30m`, `10s`, `1w`, `-5m`; units ns, us (µs), ms, s, m, h, d (24 h), w (7 d).
 * Anything else, `30` without a unit included, is undefined.
 */
export function parseDuration(text: string): DurationNs | undefined {
  const negative = text.startsWith('-')
  const digits = negative ? text.slice(1) : text
  let total = 0n
  let end = 0
  parts.lastIndex = 0
  for (let match = parts.exec(digits); match !== null; match = parts.exec(digits)) {
    total += BigInt(match[1] ?? '') * unitNs[match[2] as keyof typeof unitNs]
    end = parts.lastIndex
  }
  if (end === 0 || end !== digits.length) return undefined
  return negative ? -total : total
}

/** The shortest text of days and smaller units that `parseDuration` reads back; also a Flux duration literal. */
export function formatDuration(duration: DurationNs): string {
  if (duration === 0n) return '0s'
  let rest = duration < 0n ? -duration : duration
  let text = ''
  for (const unit of formatUnits) {
    const count = rest / unitNs[unit]
    if (count > 0n) text += `${count}${unit}`
    rest %= unitNs[unit]
  }
  return duration < 0n ? `-${text}` : text
}

/** As `formatDuration`, with `infinite` for a bucket that keeps everything. */
export function formatRetention(retention: Retention): string {
  return retention === 'infinite' ? 'infinite' : formatDuration(retention)
}

/** Whole seconds, rounded down: what `everySeconds` and `shardGroupDurationSeconds` take. */
export function toSeconds(duration: DurationNs): number {
  return Number(duration / secondNs)
}

/** Milliseconds, fractions included. */
export function toMilliseconds(duration: DurationNs): number {
  return Number(duration) / 1e6
}
