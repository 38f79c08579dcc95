import { floorDiv } from './time-text.ts'
import { Duration } from './value.ts'

const unitNs: Readonly<Record<string, bigint>> = {
  w: 604_800_000_000_000n,
  d: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
}
const unitMonths: Readonly<Record<string, bigint>> = { y: 12n, mo: 1n }

/** A month where no calendar applies, as in `range(start: -1mo)`: 30.4375 days. */
export const averageMonthNs = 2_629_800_000_000_000n

/** A duration from the parts of a literal. */
export function durationOf(parts: readonly { magnitude: bigint; unit: string }[]): Duration {
  let months = 0n
  let ns = 0n
  for (const { magnitude, unit } of parts) {
    months += magnitude * (unitMonths[unit] ?? 0n)
    ns += magnitude * (unitNs[unit] ?? 0n)
  }
  return new Duration({ months, ns })
}

const durationPattern = /^(-)?((?:\d+(?:y|mo|w|d|h|ms|m|s|us|µs|ns))+)$/u

/** Reads `1h30m`, with an optional sign; undefined: not a duration. */
export function parseDuration(text: string): Duration | undefined {
  const match = durationPattern.exec(text)
  if (match === null) return undefined
  const parts = [...(match[2] ?? '').matchAll(/(\d+)(y|mo|w|d|h|ms|m|s|us|µs|ns)/gu)].map(([, magnitude, unit]) => ({
    magnitude: BigInt(magnitude ?? '0'),
    unit: unit ?? 'ns',
  }))
  const { months, ns } = durationOf(parts)
  return new Duration({ months, ns, negative: match[1] === '-' })
}

/** The canonical text: `1y2mo`, `1w3d4h`, `0ns`. */
export function formatDuration({ months, ns, negative }: Duration): string {
  if (months === 0n && ns === 0n) return '0ns'
  let text = negative ? '-' : ''
  if (months >= 12n) text += `${months / 12n}y`
  if (months % 12n !== 0n) text += `${months % 12n}mo`
  let rest = ns
  for (const unit of ['w', 'd', 'h', 'm', 's', 'ms', 'us', 'ns']) {
    const size = unitNs[unit] ?? 1n
    if (rest >= size) text += `${rest / size}${unit}`
    rest %= size
  }
  return text
}

export function negateDuration(duration: Duration): Duration {
  return new Duration({ months: duration.months, ns: duration.ns, negative: !duration.negative })
}

/** Signed nanoseconds, a month being its average. */
export function approximateNs({ months, ns, negative }: Duration): bigint {
  const size = months * averageMonthNs + ns
  return negative ? -size : size
}

/** Adds by the calendar: months first, days beyond the month's end clipped to its last day, then nanoseconds. */
export function addDuration(ns: bigint, duration: Duration, times = 1n): bigint {
  const sign = (duration.negative ? -1n : 1n) * times
  return addMonths(ns, duration.months * sign) + duration.ns * sign
}

/** Adds calendar months in UTC. */
export function addMonths(ns: bigint, months: bigint): bigint {
  if (months === 0n) return ns
  const dayNs = 86_400_000_000_000n
  const day = floorDiv(ns, dayNs)
  const within = ns - day * dayNs
  const date = new Date(Number(day) * 86_400_000)
  const count = date.getUTCFullYear() * 12 + date.getUTCMonth() + Number(months)
  const year = Math.floor(count / 12)
  const month = count - year * 12
  const moved = new Date(0)
  moved.setUTCFullYear(year, month + 1, 0)
  moved.setUTCFullYear(year, month, Math.min(date.getUTCDate(), moved.getUTCDate()))
  return BigInt(moved.getTime() / 86_400_000) * dayNs + within
}
