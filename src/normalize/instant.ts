const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** An instant: whole seconds since the epoch and the nanoseconds after them (0 to 999 999 999). */
export interface Instant {
  readonly seconds: number
  readonly nanos: number
}

/**
 * Reads an ISO 8601 date and time with its offset ("Z", "+05:30", "-05:00", "-0500"), up to nanoseconds; further
 * digits are cut. Undefined for anything else: a time without offset has no instant, a 30 February no day, and before 1677-09-21
 * or after 2262-04-11 there is no nanosecond.
 */
export function parseInstant(text: string): Instant | undefined {
  const length = text.length
  if (length < 20) return undefined
  const year = pair(text, 0) * 100 + pair(text, 2)
  const month = pair(text, 5)
  const day = pair(text, 8)
  const hour = pair(text, 11)
  const minute = pair(text, 14)
  const second = pair(text, 17)
  const separator = text.charCodeAt(10)
  if (
    // Negative if any of them is.
    (year | month | day | hour | minute | second) < 0 ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    (separator !== 84 && separator !== 116 && separator !== 32) ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > monthLength(year, month) ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    return undefined
  }

  let at = 19
  let nanos = 0
  const mark = text.charCodeAt(at)
  if (mark === 46 || mark === 44) {
    at++
    let unit = 100_000_000
    const start = at
    for (; at < length; at++) {
      const digit = text.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) break
      nanos += digit * unit
      unit = unit > 1 ? unit / 10 : 0
    }
    if (at === start) return undefined
  }

  const offset = offsetSeconds(text, at)
  if (offset === undefined) return undefined
  const seconds = epochDays({ year, month, day }) * 86_400 + hour * 3600 + minute * 60 + second - offset
  return isStorable(seconds) ? { seconds, nanos } : undefined
}

/** Nanoseconds since the epoch. */
export function instantNs({ seconds, nanos }: Instant): bigint {
  // Milliseconds are exact in a double; one multiplication of bigints is cheaper than two.
  const ms = seconds * 1000 + Math.floor(nanos / 1_000_000)
  return BigInt(ms) * 1_000_000n + BigInt(nanos % 1_000_000)
}

/** The instant of a floating point epoch in seconds, rounded to microseconds, as Home Assistant's compressed states carry it. */
export function epochInstant(epochSeconds: number): Instant | undefined {
  if (!Number.isFinite(epochSeconds)) return undefined
  const micros = Math.round(epochSeconds * 1e6)
  const seconds = Math.floor(micros / 1e6)
  if (!isStorable(seconds)) return undefined
  return { seconds, nanos: (micros - seconds * 1e6) * 1000 }
}

/** Whole seconds that fit into 64 bits of nanoseconds. */
function isStorable(seconds: number): boolean {
  return seconds > -9_223_372_036 && seconds < 9_223_372_036
}

/** Seconds from `earlier` to `later`, with the fraction. */
export function secondsBetween(earlier: Instant, later: Instant): number {
  return later.seconds - earlier.seconds + (later.nanos - earlier.nanos) / 1e9
}

/** A day of the Gregorian calendar; months and days count from 1. */
export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days from 1970-01-01 to a civil date. */
export function epochDays({ year, month, day }: CivilDate): number {
  const y = year - 1
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  const leapDay = month > 2 && isLeap(year) ? 1 : 0
  // 719 162 days lie between 0001-01-01 and 1970-01-01.
  return y * 365 + leaps - 719_162 + (daysBeforeMonth[month - 1] ?? 0) + leapDay + day - 1
}

function offsetSeconds(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) return text.length === at + 1 ? 0 : undefined
  if (sign !== 43 && sign !== 45) return undefined
  const hours = pair(text, at + 1)
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0
  const end = at + 5 + colon
  const minutes = pair(text, at + 3 + colon)
  if (text.length !== end || (hours | minutes) < 0 || hours > 23 || minutes > 59) return undefined
  const seconds = hours * 3600 + minutes * 60
  return sign === 45 ? -seconds : seconds
}

/** The number that two digits are, or one so negative that no sum with other pairs hides it. Small integers all the way. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -20_000
}

function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] ?? 0)
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
