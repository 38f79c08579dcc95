import { type Instant, parseInstant } from './instant.ts'

/** Length of `2026-01-15T07`, and of `2026-01-15T07:31:04.512345`. */
const hourLength = 13
const microsLength = 26
const utc = '+00:00'
const colon = 0x3a
const dot = 0x2e
const zero = 0x30

/**
 * Makes a `parseInstant` that is several times as fast for times as Home Assistant writes them, with microseconds and `+00:00`, in the hour of
 * the time before: the text of that hour has been proven.
 */
export function createInstantReader(): (text: string) => Instant | undefined {
  let hour = ''
  let hourSeconds = 0
  return (text) => {
    if (
      text.length !== microsLength + utc.length ||
      text.charCodeAt(hourLength) !== colon ||
      text.charCodeAt(hourLength + 3) !== colon ||
      text.charCodeAt(hourLength + 6) !== dot
    )
      return parseInstant(text)
    if (text.slice(0, hourLength) === hour && text.slice(microsLength) === utc) {
      const minute = pair(text, hourLength + 1)
      const second = pair(text, hourLength + 4)
      const high = pair(text, microsLength - 6)
      const middle = pair(text, microsLength - 4)
      const low = pair(text, microsLength - 2)
      // Negative if any of them is.
      if ((minute | second | high | middle | low) >= 0 && minute < 60 && second < 60)
        return {
          seconds: hourSeconds + minute * 60 + second,
          nanos: (high * 10_000 + middle * 100 + low) * 1000,
        }
    }
    const instant = parseInstant(text)
    if (instant !== undefined && text.endsWith(utc)) {
      hour = text.slice(0, hourLength)
      hourSeconds = Math.floor(instant.seconds / 3600) * 3600
    }
    return instant
  }
}

/** The number that two digits are, or a negative one. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero
  const ones = text.charCodeAt(at + 1) - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}
