import { type Instant, parseInstant } from '../../instant.ts'
import type { EndingText } from './ending-text.ts'

const time = '9999-99-99T99:99:99.999999+00:00'
const id = '#'.repeat(26)
const timeLength = time.length
const idLength = id.length
/** `2026-01-15T07` */
const hourLength = 13
const context = `{"id":"${id}","parent_id":null,"user_id":null}`
const state = `${time}","last_reported":"${time}","last_updated":"${time}","context":${context}}`
const beforeFired = '},"origin":"LOCAL","time_fired":"'
/** With a 9 for each digit, and # for each character of an id. */
const pattern = `${state}${beforeFired}${time}","context":${context}}`
const stateIdAt = state.indexOf(id)
const firedAt = state.length + beforeFired.length
const eventIdAt = pattern.lastIndexOf(id)

/** The pattern in words of four bytes, and which of their bits are the same in all texts; of a digit, that is its high half. */
const [expected, fixed] = wordsOf(pattern)
const zero = 0x30
const lowestOfId = 0x30
const highestOfId = 0x5a

/**
 * How most events end, from the value of last_changed on: four times with microseconds in UTC, and contexts that neither a user nor another event caused. All
 * such endings have one length, so that their bytes are compared with a pattern four at a time. One object serves many texts.
 */
export class UsualEnding {
  /** A UTF-16 unit takes up to 3 bytes. */
  readonly #bytes = Buffer.alloc(pattern.length * 3 + 4)
  readonly #words = new Int32Array(this.#bytes.buffer, this.#bytes.byteOffset, expected.length)
  #hour = Number.NaN
  #hourSeconds = 0

  /** The ending from `start` to `end` of a text; undefined where it is not such a one. */
  read(text: string, { start, end }: { start: number; end: number }): EndingText | undefined {
    if (end - start !== pattern.length || !this.#isUsual(text.slice(start, end))) return undefined
    const time = this.#time()
    if (time === undefined) return undefined
    const id = text.slice(start + eventIdAt, start + eventIdAt + idLength)
    return {
      lastChanged: text.slice(start, start + timeLength),
      fired: text.slice(start + firedAt, start + firedAt + timeLength),
      time,
      context: { id, parent_id: null, user_id: null },
      stateEnd: start + state.length,
    }
  }

  /** Whether an ending is one, but for the digits of its times. */
  #isUsual(ending: string): boolean {
    const bytes = this.#bytes
    // As many bytes as characters: it is ASCII.
    if (bytes.write(ending, 0) !== pattern.length) return false
    const words = this.#words
    let differences = 0
    for (let index = 0; index < expected.length; index++)
      differences |= ((words[index] ?? 0) ^ (expected[index] ?? 0)) & (fixed[index] ?? 0)
    return differences === 0 && isId(bytes, stateIdAt) && isId(bytes, eventIdAt)
  }

  /** The instant of `fired`; undefined where that is none, or one of another century. */
  #time(): Instant | undefined {
    const bytes = this.#bytes
    const minute = pair(bytes, firedAt + 14)
    const second = pair(bytes, firedAt + 17)
    const high = pair(bytes, firedAt + 20)
    const middle = pair(bytes, firedAt + 22)
    const low = pair(bytes, firedAt + 24)
    // Negative if any of them is.
    if ((minute | second | high | middle | low) < 0 || minute > 59 || second > 59) return undefined
    const seconds = this.#secondsOfHour()
    if (seconds === undefined) return undefined
    return { seconds: seconds + minute * 60 + second, nanos: (high * 10_000 + middle * 100 + low) * 1000 }
  }

  /** Seconds since the epoch at which the hour of `fired` begins; mostly it is that of the event before. */
  #secondsOfHour(): number | undefined {
    const bytes = this.#bytes
    const century = pair(bytes, firedAt)
    const year = pair(bytes, firedAt + 2)
    const month = pair(bytes, firedAt + 5)
    const day = pair(bytes, firedAt + 8)
    const hour = pair(bytes, firedAt + 11)
    // Every second of this century is an instant.
    if ((year | month | day | hour) < 0 || century !== 20) return undefined
    const key = ((year * 100 + month) * 100 + day) * 100 + hour
    if (key !== this.#hour) {
      const instant = parseInstant(`${bytes.toString('latin1', firedAt, firedAt + hourLength)}:00:00Z`)
      if (instant === undefined) return undefined
      this.#hour = key
      this.#hourSeconds = instant.seconds
    }
    return this.#hourSeconds
  }
}

/** Whether an id stands there, of digits, capital letters and what stands between them in ASCII: nothing that ends a string, and no escape. */
function isId(bytes: Uint8Array, start: number): boolean {
  let outside = 0
  for (let at = start; at < start + idLength; at++) {
    const byte = bytes[at] ?? 0
    // Negative if it is.
    outside |= (byte - lowestOfId) | (highestOfId - byte)
  }
  return outside >= 0
}

/** The number that two digits are, or a negative one. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - zero
  const ones = (bytes[at + 1] ?? 0) - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function wordsOf(text: string): [expected: Int32Array, fixed: Int32Array] {
  const length = Math.ceil(text.length / 4)
  const [bytes, mask] = [Buffer.alloc(length * 4), Buffer.alloc(length * 4)]
  for (const [index, character] of [...text].entries()) {
    mask[index] = character === '#' ? 0 : character === '9' ? 0xf0 : 0xff
    bytes[index] = character.charCodeAt(0)
  }
  return [bytes, mask].map((buffer) => new Int32Array(buffer.buffer, buffer.byteOffset, length)) as [
    Int32Array,
    Int32Array,
  ]
}
