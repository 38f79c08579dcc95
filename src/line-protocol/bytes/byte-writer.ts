import { writeDigits, writePadded } from './digits.ts'

const quote = 0x22
const backslash = 0x5c
const minus = 0x2d
const dot = 0x2e
const zero = 0x30
/** Below it, a number of 6 decimals has at most 15 digits. */
const maxFast = 1e9

/** From here on, one call for all characters of a text costs less than a step for each. */
const longText = 16
const escaped = /["\\]/

/** Bytes that grow: what line protocol is written into without a string in between. */
export class ByteWriter {
  #bytes: Uint8Array
  /** The same bytes. */
  #buffer: Buffer
  #length = 0

  /** `capacity` in bytes is where it starts; it doubles as needed. */
  constructor(capacity = 65_536) {
    this.#bytes = new Uint8Array(capacity)
    this.#buffer = Buffer.from(this.#bytes.buffer)
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length
  }

  /** What was written so far, as a view that the next write may change; copy it to keep it. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Forgets what was written from byte `length` on. */
  truncate(length: number): void {
    this.#length = length
  }

  byte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1)
    this.#bytes[this.#length++] = byte
  }

  copy(raw: Uint8Array): void {
    this.#reserve(raw.length)
    this.#bytes.set(raw, this.#length)
    this.#length += raw.length
  }

  /** Characters below U+0080. */
  ascii(text: string): void {
    this.#reserve(text.length)
    const bytes = this.#bytes
    const at = this.#length
    for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index)
    this.#length = at + text.length
  }

  /** A whole number, exact in a float64. */
  whole(value: number): void {
    this.#reserve(17)
    if (value < 0) this.#bytes[this.#length++] = minus
    this.#length = writeDigits(this.#bytes, this.#length, Math.abs(value))
  }

  /** `whole` * 10 ^ `digits` + `rest`, where `rest` is below 10 ^ `digits`; up to 9 digits. */
  wholeAndRest(whole: number, { rest, digits }: { rest: number; digits: number }): void {
    if (whole === 0) {
      this.whole(rest)
    } else {
      this.#reserve(26)
      const at = writeDigits(this.#bytes, this.#length, whole)
      this.#length = writePadded(this.#bytes, at, { value: rest, digits })
    }
  }

  /** A finite number in the digits of `String(value)`; those of up to 15 digits and 6 decimals are found without a string. */
  float(value: number): void {
    if (value >= maxFast || value <= -maxFast) this.ascii(String(value))
    else if (Number.isInteger(value)) this.#integral(value)
    else if (!this.#fraction(value, 3) && !this.#fraction(value, 6)) this.ascii(String(value))
  }

  #integral(value: number): void {
    if (Object.is(value, -0)) this.byte(minus)
    this.whole(value)
  }

  /**
   * Whether the number has at most so many decimals, and was written. Up to 15 digits, no other decimal fraction of that length reads as the
   * same float64, so these are the digits of `String(value)`.
   */
  #fraction(value: number, decimals: 3 | 6): boolean {
    const scale = decimals === 3 ? 1e3 : 1e6
    const scaled = Math.round(value * scale)
    if (scaled / scale !== value) return false
    this.#reserve(20)
    const bytes = this.#bytes
    if (value < 0) bytes[this.#length++] = minus
    const units = Math.abs(scaled)
    const whole = Math.floor(units / scale)
    let at = writeDigits(bytes, this.#length, whole)
    bytes[at++] = dot
    at = writePadded(bytes, at, { value: units - whole * scale, digits: decimals })
    while (bytes[at - 1] === zero) at--
    this.#length = at
    return true
  }

  /** A string value with its quotes, escaped. Lone surrogates become U+FFFD: check before. */
  quoted(text: string): void {
    if (text.length >= longText && !escaped.test(text)) {
      this.#quotedAsItIs(text)
      return
    }
    this.#reserve(text.length * 2 + 2)
    const bytes = this.#bytes
    let at = this.#length
    bytes[at++] = quote
    let all = 0
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      all |= code
      if (code === quote || code === backslash) bytes[at++] = backslash
      bytes[at++] = code
    }
    bytes[at++] = quote
    if (all < 0x80) this.#length = at
    else this.#quotedUtf8(text)
  }

  #quotedAsItIs(text: string): void {
    // A UTF-16 unit takes up to 3 bytes.
    this.#reserve(text.length * 3 + 2)
    this.#bytes[this.#length++] = quote
    this.#length += this.#buffer.write(text, this.#length)
    this.#bytes[this.#length++] = quote
  }

  #quotedUtf8(text: string): void {
    const escaped = Buffer.from(`"${text.replace(/["\\]/g, '\\$&')}"`, 'utf8')
    this.#reserve(escaped.length)
    this.#bytes.set(escaped, this.#length)
    this.#length += escaped.length
  }

  #reserve(size: number): void {
    if (this.#length + size > this.#bytes.length) this.#grow(size)
  }

  #grow(size: number): void {
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + size))
    grown.set(this.view())
    this.#bytes = grown
    this.#buffer = Buffer.from(grown.buffer)
  }
}
