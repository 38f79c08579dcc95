import { booleanWords } from '../line-protocol/grammar.ts'
import type { Precision } from '../line-protocol/types.ts'
import { hashOfKey, hashOfText } from './key-hash.ts'
import { PendingPoint } from './pending-point.ts'
import { copied, isPlainFieldKey, type PlainSeries, plainSeriesOf, standsAt } from './plain-series.ts'
import type { PrepareOptions } from './prepare-point.ts'

const [blank, quote, comma, minus, dot, zero, nine] = [0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x39]
const [letterI, backslash, del] = [0x69, 0x5c, 0x7f]

/** Characters of a line: far below every limit of size. */
const maxLength = 16_000
/** Digits that an int64 holds whatever they are. */
const maxIntegerDigits = 18
/** Digits of a time in nanoseconds that is below 9e18. */
const maxTimeDigits = 19

const booleans = [...booleanWords.keys()].toSorted((a, b) => b.length - a.length)

interface PlainTime {
  /** In nanoseconds. */
  readonly digits: string
  readonly hash: number
}

let lastTime: PlainTime & { readonly precision: Precision; readonly given: string } = {
  precision: 'ns',
  given: '1',
  digits: '1',
  hash: hashOfText('1'),
}

const nanosecondZeros: Readonly<Record<Precision, string>> = { ns: '', us: '000', ms: '000000', s: '000000000' }

/**
 * Prepares the lines that hold nothing unusual: printable ASCII, no escapes, tags in order, each key once and none reserved, decimal numbers, one
 * blank between the parts. Strict mode accepts these as they stand. Undefined for any other, which the exact reader judges.
 */
export function readPlainLine(given: string, { clock, precision = 'ns' }: PrepareOptions): PendingPoint | undefined {
  if (given.length > maxLength) return undefined
  const series = plainSeriesOf(given)
  if (series === undefined) return undefined
  const end = fieldsEnd(given, series.text.length + 1, series)
  if (end < 0) return undefined
  if (end === given.length) {
    const digits = String(clock.nowNs())
    return pointOf(`${given} ${digits}`, series, { digits, hash: hashOfText(digits) })
  }
  const time = timeAt(given, end + 1, precision)
  if (time === undefined) return undefined
  return pointOf(precision === 'ns' ? given : given + nanosecondZeros[precision], series, time)
}

function pointOf(line: string, { text, hash }: PlainSeries, time: PlainTime): PendingPoint {
  const key = hashOfKey(hash, time.hash)
  return new PendingPoint({ line, series: text, time: time.digits, hash: key, bytes: line.length + 1 })
}

/** Where the fields end that start at `from`: at a blank or at the end of the line; -1 where one of them is not plain. */
function fieldsEnd(line: string, from: number, series: PlainSeries): number {
  let keys = series.fieldKeys
  let at = from
  for (let index = 0; ; index++) {
    let key = keys[index]
    if (key === undefined || !standsAt(line, at, key)) {
      key = line.slice(at, line.indexOf('=', at) + 1)
      if (!isPlainFieldKey(key) || keys.slice(0, index).includes(key)) return -1
      keys = [...keys.slice(0, index), copied(key)]
    }
    at = valueEnd(line, at + key.length)
    if (at < 0) return -1
    const delimiter = at === line.length ? blank : line.charCodeAt(at)
    if (delimiter === blank) {
      series.fieldKeys = keys
      return at
    }
    if (delimiter !== comma) return -1
    at++
  }
}

function valueEnd(line: string, from: number): number {
  const first = line.charCodeAt(from)
  if (first === minus) return numberEnd(line, from + 1)
  if (first >= zero && first <= nine) return numberEnd(line, from)
  if (first === quote) return stringEnd(line, from + 1)
  return booleanEnd(line, from)
}

/** A word is whole when a delimiter comes next, which the caller checks; so the longest that stands there is the one. */
function booleanEnd(line: string, from: number): number {
  const first = line.charCodeAt(from)
  for (const word of booleans) if (word.charCodeAt(0) === first && standsAt(line, from, word)) return from + word.length
  return -1
}

function numberEnd(line: string, from: number): number {
  let at = digitsEnd(line, from)
  if (at === from || at - from > maxIntegerDigits) return -1
  const next = line.charCodeAt(at)
  if (next === letterI) return at + 1
  if (next !== dot) return at
  const fraction = at + 1
  at = digitsEnd(line, fraction)
  return at === fraction ? -1 : at
}

function digitsEnd(line: string, from: number): number {
  let at = from
  for (let code = line.charCodeAt(at); code >= zero && code <= nine; code = line.charCodeAt(++at));
  return at
}

function stringEnd(line: string, from: number): number {
  let at = from
  for (let code = line.charCodeAt(at); code !== quote; code = line.charCodeAt(++at)) {
    if (!(code >= blank && code < del) || code === backslash) return -1
  }
  return at + 1
}

/** The time from `from` to the end of the line, without a zero before it, and below 9e18 ns. */
function timeAt(line: string, from: number, precision: Precision): PlainTime | undefined {
  // Many lines in a row have one time.
  const isLast = line.length - from === lastTime.given.length && standsAt(line, from, lastTime.given)
  if (isLast && lastTime.precision === precision) return lastTime
  const zeros = nanosecondZeros[precision]
  const length = line.length - from
  const room = maxTimeDigits - zeros.length
  const first = line.charCodeAt(from)
  if (!(first > zero) || length > room || (length === room && first === nine)) return undefined
  if (digitsEnd(line, from) !== line.length) return undefined
  const given = line.slice(from)
  const digits = zeros === '' ? given : given + zeros
  lastTime = { precision, given, digits, hash: hashOfText(digits) }
  return lastTime
}
