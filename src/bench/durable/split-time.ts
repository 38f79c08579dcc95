import { splitNanoseconds } from '../../line-protocol/int64.ts'

const zero = 0x30
const daySize = 'YYYY-MM-DD'.length
const fractionAt = 'YYYY-MM-DDThh:mm:ss.'.length

/** Times as whole seconds since the epoch, rounded down, and the nanoseconds above them. Reused: both are those of the last time. */
export class SplitTime {
  seconds = 0
  /** 0 to 999 999 999. */
  rest = 0
  #day = ''
  #daySeconds = 0

  /** Takes an RFC 3339 time in UTC, as annotated CSV has them. @throws RangeError for another text. */
  read(text: string): void {
    const last = text.length - 1
    if (last < fractionAt - 1 || last > fractionAt + 9 || text[last] !== 'Z' || text[daySize] !== 'T')
      throw noTime(text)
    if (!text.startsWith(this.#day) || this.#day === '') this.#readDay(text)
    const clock = two(text, 11) * 3600 + two(text, 14) * 60 + two(text, 17)
    this.seconds = this.#daySeconds + clock
    let rest = 0
    for (let at = fractionAt; at < fractionAt + 9; at++) rest = rest * 10 + (at < last ? text.charCodeAt(at) - zero : 0)
    this.rest = rest
  }

  /** @param timeNs nanoseconds since the epoch, before it too. */
  set(timeNs: bigint): void {
    if (timeNs >= 0n) {
      const { seconds, rest } = splitNanoseconds(timeNs)
      this.seconds = seconds
      this.rest = rest
      return
    }
    const rest = ((timeNs % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
    this.seconds = Number((timeNs - rest) / 1_000_000_000n)
    this.rest = Number(rest)
  }

  #readDay(text: string): void {
    const day = text.slice(0, daySize)
    const seconds = Date.parse(`${day}T00:00:00Z`) / 1000
    if (Number.isNaN(seconds)) throw noTime(text)
    this.#day = day
    this.#daySeconds = seconds
  }
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero
}

function noTime(text: string): RangeError {
  return new RangeError(`no time in UTC: ${text}`)
}
