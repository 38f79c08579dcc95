const secondNs = 1_000_000_000n

/** The least and greatest time of storage and of `time`: int64 nanoseconds. */
export const minTimeNs = -(2n ** 63n)
export const maxTimeNs = 2n ** 63n - 1n

/** Floor division of nanoseconds. */
export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** RFC 3339 in UTC, as CSV has it: trailing zeros of the fraction dropped. */
export function formatTime(ns: bigint): string {
  const { base, fraction } = split(ns)
  return fraction === 0 ? `${base}Z` : `${base}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}Z`
}

/** RFC 3339 in UTC with nine digits always, as `string(v: time)` has it. */
export function formatTimeNano(ns: bigint): string {
  const { base, fraction } = split(ns)
  return `${base}.${String(fraction).padStart(9, '0')}Z`
}

let lastSecond: bigint | undefined
let lastBase = ''

function split(ns: bigint): { base: string; fraction: number } {
  const second = floorDiv(ns, secondNs)
  if (second !== lastSecond) {
    lastSecond = second
    lastBase = new Date(Number(second) * 1000).toISOString().slice(0, -5)
  }
  return { base: lastBase, fraction: Number(ns - second * secondNs) }
}

const timePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2}))?$/

/** Nanoseconds of an RFC 3339 time or of a date (midnight UTC); undefined: neither. */
export function parseTime(text: string): bigint | undefined {
  const match = timePattern.exec(text)
  if (match === null) return undefined
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  const real =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute)
  if (!real) return undefined
  const offsetMinutes =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)))
  const seconds = BigInt(date.getTime() / 1000 - offsetMinutes * 60)
  return seconds * secondNs + BigInt(fraction.slice(0, 9).padEnd(9, '0'))
}
