import type { DecodedPoint } from '../decode-result.ts'
import { booleanWords, fieldSeparatorBytes, maxKeyBytes } from '../grammar.ts'
import { joinNanoseconds } from '../int64.ts'
import { binaryOf, textOfBinary } from '../text.ts'
import type { FieldValue, Point, Precision } from '../types.ts'
import { type ByteText, ByteTexts } from './byte-texts.ts'
import { isSeriesAt, type KnownSeries, SeriesIndex } from './known-series.ts'
import { type Body, bodyOf, standsAt } from './pattern.ts'

const [newline, blank, quote, hash, comma, minus, dot] = [0x0a, 0x20, 0x22, 0x23, 0x2c, 0x2d, 0x2e]
const [zero, nine, equals, letterI, letterU, backslash] = [0x30, 0x39, 0x3d, 0x69, 0x75, 0x5c]

/** The last digits of a time that are below a second, and the nanoseconds of one unit. */
const belowSecond: Readonly<Record<Precision, { readonly digits: number; readonly scale: number }>> = {
  ns: { digits: 9, scale: 1 },
  us: { digits: 6, scale: 1e3 },
  ms: { digits: 3, scale: 1e6 },
  s: { digits: 0, scale: 0 },
}

type Field = Point['fields'][number]

/** 10 to the powers 0 to 22: those that a float64 holds exactly. */
const exactPowersOfTen: readonly number[] = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** Kept between bodies, because series and field keys recur in them. */
const seriesIndex = new SeriesIndex()
const byteTexts = new ByteTexts()

/**
 * Reads the lines of a body that hold nothing unusual: no backslash, no control character, one blank between the parts, plain numbers. It
 * gives up on any other, so that only the exact reader (server/) decides what an unusual line is.
 */
export class PlainLines {
  readonly #body: Body
  readonly #bytes: Uint8Array
  readonly #precision: Precision
  #at = 0
  #newlines = 0
  #previous: KnownSeries | undefined

  constructor(bytes: Uint8Array, precision: Precision) {
    this.#body = bodyOf(bytes)
    this.#bytes = bytes
    this.#precision = precision
  }

  /** Offset of the newline that ends the line read last, or the size of the body. */
  get end(): number {
    return this.#at
  }

  /** Newlines in string values of the line read last. */
  get newlines(): number {
    return this.#newlines
  }

  /** The point of the line that starts at byte `start`; undefined where the line is not plain. */
  read(start: number, line: number): DecodedPoint | undefined {
    this.#newlines = 0
    const known = this.#readSeries(start)
    if (known === undefined) return undefined
    this.#at = start + known.raw.length + 1
    const fields = this.#readFields(known)
    if (fields === undefined) return undefined
    const { series, tags } = known
    const { measurement } = series
    if (this.#bytes[this.#at] !== blank) return { series, measurement, tags, fields, line }
    const time = this.#readTime()
    return time === undefined ? undefined : { series, measurement, tags, fields, time, line }
  }

  #readSeries(start: number): KnownSeries | undefined {
    const bytes = this.#bytes
    const expected = this.#previous?.follower
    if (expected !== undefined && isSeriesAt(expected, this.#body, start)) {
      this.#previous = expected
      return expected
    }
    if (bytes[start] === hash) return undefined
    let at = start
    for (let byte = bytes[at]; byte !== blank; byte = bytes[++at]) {
      if (byte === undefined || byte < blank || byte === backslash) return undefined
    }
    const known = seriesIndex.find(this.#body, { from: start, to: at })
    if (known === undefined) return undefined
    if (this.#previous !== undefined) this.#previous.follower = known
    this.#previous = known
    return known
  }

  #readFields(known: KnownSeries): Field[] | undefined {
    const bytes = this.#bytes
    const fields: Field[] = []
    const keys = known.fieldKeys
    let seen: ByteText[] | undefined
    for (;;) {
      const expected = keys[fields.length]
      let key = expected
      if (expected === undefined || !this.#isKeyAt(expected)) {
        key = this.#readKey()
        if (key === undefined || known.raw.length + fieldSeparatorBytes + key.raw.length > maxKeyBytes) return undefined
        seen ??= keys.slice(0, fields.length)
      }
      if (key === undefined) return undefined
      seen?.push(key)
      this.#at += key.raw.length + 1
      const value = this.#readValue()
      if (value === undefined) return undefined
      fields.push([key.text, value])
      const delimiter = bytes[this.#at]
      if (delimiter === comma) {
        this.#at++
        continue
      }
      if (delimiter !== blank && delimiter !== newline && delimiter !== undefined) return undefined
      if (seen !== undefined) known.fieldKeys = seen
      return fields
    }
  }

  #isKeyAt(key: ByteText): boolean {
    return this.#bytes[this.#at + key.raw.length] === equals && standsAt(key, this.#body, this.#at)
  }

  #readKey(): ByteText | undefined {
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    for (let byte = bytes[at]; byte !== equals; byte = bytes[++at]) {
      if (byte === undefined || byte <= blank || byte === backslash || byte === comma || byte === quote)
        return undefined
    }
    return at === from ? undefined : byteTexts.of(this.#body, { from, to: at })
  }

  #readValue(): FieldValue | undefined {
    const byte = this.#bytes[this.#at]
    if (byte === quote) return this.#readString()
    if (byte !== undefined && (byte === minus || (byte >= zero && byte <= nine))) return this.#readNumber()
    return this.#readBoolean()
  }

  #readString(): FieldValue | undefined {
    const bytes = this.#bytes
    const from = this.#at + 1
    let at = from
    let all = 0
    for (let byte = bytes[at]; byte !== quote; byte = bytes[++at]) {
      if (byte === undefined || byte === backslash) return undefined
      if (byte === newline) this.#newlines++
      all |= byte
    }
    this.#at = at + 1
    return { type: 'string', value: this.#textOf(from, { to: at, ascii: all < 0x80 }) }
  }

  #textOf(from: number, { to, ascii }: { to: number; ascii: boolean }): string {
    const shortEnoughToRecur = 24
    // Stryker disable next-line all: which way a text is made saves time and changes no text
    if (to - from <= shortEnoughToRecur) return byteTexts.of(this.#body, { from, to }).text
    const binary = binaryOf(this.#bytes, from, to)
    return ascii ? binary : textOfBinary(binary)
  }

  #readBoolean(): FieldValue | undefined {
    const from = this.#at
    let at = from
    const longest = 5
    for (
      let byte = this.#bytes[at];
      byte !== undefined && byte > comma && at - from <= longest;
      byte = this.#bytes[++at]
    );
    const value = at === from ? undefined : booleanWords.get(byteTexts.of(this.#body, { from, to: at }).text)
    if (value === undefined) return undefined
    this.#at = at
    return { type: 'boolean', value }
  }

  /** Up to 15 digits and their fraction are exact in a float64, and so is their quotient by a power of ten; longer ones take the other road. */
  #readNumber(): FieldValue | undefined {
    const bytes = this.#bytes
    let at = this.#at
    const negative = bytes[at] === minus
    if (negative) at++
    let digits = 0
    let decimals = 0
    let mantissa = 0
    let inFraction = false
    for (;;) {
      const byte = bytes[at]
      if (byte !== undefined && byte >= zero && byte <= nine) {
        mantissa = mantissa * 10 + (byte - zero)
        digits++
        if (inFraction) decimals++
      } else if (byte === dot && !inFraction) {
        inFraction = true
      } else {
        break
      }
      at++
    }
    const maxExactDigits = 15
    if (digits === 0 || digits > maxExactDigits) return this.#readLongNumber()
    const suffix = bytes[at]
    if (suffix === letterI || suffix === letterU) return this.#typedInteger({ at, mantissa, negative, inFraction })
    this.#at = at
    const value = mantissa / (exactPowersOfTen[decimals] ?? 1)
    return { type: 'float', value: negative ? -value : value }
  }

  #typedInteger(number: {
    at: number
    mantissa: number
    negative: boolean
    inFraction: boolean
  }): FieldValue | undefined {
    const { at, mantissa, negative, inFraction } = number
    const isUnsigned = this.#bytes[at] === letterU
    if (inFraction || (isUnsigned && negative)) return undefined
    this.#at = at + 1
    const value = BigInt(negative ? -mantissa : mantissa)
    return isUnsigned ? { type: 'unsigned', value } : { type: 'integer', value }
  }

  /** A float of many digits, without exponent. */
  #readLongNumber(): FieldValue | undefined {
    const from = this.#at
    let at = from + 1
    for (let byte = this.#bytes[at]; byte !== undefined && byte !== comma && byte > blank; byte = this.#bytes[++at]);
    const text = binaryOf(this.#bytes, from, at)
    if (!/^-?\d{1,18}\.\d{1,24}$/.test(text)) return undefined
    this.#at = at
    return { type: 'float', value: Number(text) }
  }

  #readTime(): bigint | undefined {
    const bytes = this.#bytes
    const from = this.#at + 1
    let at = from
    for (let byte = bytes[at]; byte !== undefined && byte >= zero && byte <= nine; byte = bytes[++at]);
    const delimiter = bytes[at]
    if (at === from || (delimiter !== newline && delimiter !== undefined)) return undefined
    this.#at = at
    return this.#timeOf(from, at)
  }

  #timeOf(from: number, to: number): bigint | undefined {
    const { digits, scale } = belowSecond[this.#precision]
    const split = Math.max(from, to - digits)
    const maxSecondDigits = 10
    if (split - from > maxSecondDigits) return undefined
    const seconds = this.#digits(from, split)
    const lastWholeSecond = 9_223_372_035
    return seconds > lastWholeSecond ? undefined : joinNanoseconds(seconds, this.#digits(split, to) * scale)
  }

  #digits(from: number, to: number): number {
    let value = 0
    for (let at = from; at < to; at++) value = value * 10 + ((this.#bytes[at] ?? 0) - zero)
    return value
  }
}
