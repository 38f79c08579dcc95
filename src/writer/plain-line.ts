import { booleanWords } from '../line-protocol/grammar.ts'
import type { Precision } from '../line-protocol/types.ts'
import { hashOfKey, hashOfText } from './key-hash.ts'
import type { PreparedPoint, PrepareOptions } from './prepare-point.ts'

const [blank, quote, comma, minus, dot, zero, nine] = [0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x39]
const [letterI, backslash, del] = [0x69, 0x5c, 0x7f]

/** Characters of a line and of a series: far below every limit of size. */
const maxLength = 16_000
const maxSeriesLength = 512
/** Digits that an int64 holds whatever they are. */
const maxIntegerDigits = 18
/** Digits of a time in nanoseconds that is below 9e18. */
const maxTimeDigits = 19

const word = '[^\\x00-\\x20"#,=\\\\\\x7f-\\uffff][^\\x00-\\x20",=\\\\\\x7f-\\uffff]*'
const plainSeries = new RegExp(`^${word}(?:,${word}=${word})*$`)
const plainName = new RegExp(`^${word}=$`)
const reservedTag = /^(?:_.*|time)$/

const longWords = [...booleanWords.keys()].filter(({ length }) => length > 1)
const shortWords = [...booleanWords.keys()].filter(({ length }) => length === 1)

/** What recurs in the lines of a series. */
interface SeriesShape {
  readonly series: string
  readonly hash: number
  /** The keys of the fields of its last line, equals signs included. */
  fieldKeys: readonly string[]
}

const known = new Map<string, SeriesShape>()
const maxKnown = 5_000
let lastKeys: readonly string[] = []

const nanosecondZeros: Readonly<Record<Precision, string>> = { ns: '', us: '000', ms: '000000', s: '000000000' }

/**
 * Prepares the lines that hold nothing unusual: printable ASCII, no escapes, tags in order, each key once and none reserved, decimal numbers, one
 * blank between the parts. Strict mode accepts these as they stand. Undefined for any other, which the exact reader judges.
 */
export function readPlainLine(given: string, { clock, precision = 'ns' }: PrepareOptions): PreparedPoint | undefined {
  const seriesEnd = given.indexOf(' ')
  if (seriesEnd <= 0 || seriesEnd > maxSeriesLength || given.length > maxLength) return undefined
  const start = given.slice(0, seriesEnd)
  const shape = known.get(start) ?? shapeOf(start)
  if (shape === undefined) return undefined
  const end = fieldsEnd(given, seriesEnd + 1, shape)
  if (end < 0) return undefined
  const { series, hash } = shape
  if (end === given.length) {
    const time = String(clock.nowNs())
    const line = `${given} ${time}`
    return { line, series, time, hash: hashOfKey(hash, hashOfText(time)), bytes: line.length + 1 }
  }
  if (!isTime(given, end + 1, precision)) return undefined
  const zeros = nanosecondZeros[precision]
  const line = zeros === '' ? given : given + zeros
  const time = line.slice(end + 1)
  return { line, series, time, hash: hashOfKey(hash, hashOfText(time)), bytes: line.length + 1 }
}

function shapeOf(series: string): SeriesShape | undefined {
  if (!isPlainSeries(series)) return undefined
  const kept = copied(series)
  const shape = { series: kept, hash: hashOfText(kept), fieldKeys: lastKeys }
  if (known.size >= maxKnown) known.clear()
  known.set(kept, shape)
  return shape
}

/** The same text without the line, or the file, that it is a part of. */
function copied(ascii: string): string {
  return Buffer.from(ascii, 'latin1').toString('latin1')
}

function isPlainSeries(series: string): boolean {
  if (!plainSeries.test(series)) return false
  const [, ...tags] = series.split(',')
  const keys = tags.map((tag) => tag.slice(0, tag.indexOf('=')))
  return keys.every((key, index) => !reservedTag.test(key) && (index === 0 || (keys[index - 1] ?? '') < key))
}

/** Where the fields end that start at `from`: at a blank or at the end of the line; -1 where one of them is not plain. */
function fieldsEnd(line: string, from: number, shape: SeriesShape): number {
  let keys = shape.fieldKeys
  let at = from
  for (let index = 0; ; index++) {
    let key = keys[index]
    if (key === undefined || !line.startsWith(key, at)) {
      key = line.slice(at, line.indexOf('=', at) + 1)
      if (!plainName.test(key) || key === 'time=' || keys.slice(0, index).includes(key)) return -1
      keys = [...keys.slice(0, index), copied(key)]
    }
    at = valueEnd(line, at + key.length)
    if (at < 0) return -1
    const delimiter = at === line.length ? blank : line.charCodeAt(at)
    if (delimiter === blank) {
      shape.fieldKeys = keys
      lastKeys = keys
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

/** A word is whole when a delimiter comes next, which the caller checks. */
function booleanEnd(line: string, from: number): number {
  for (const word of longWords) if (line.startsWith(word, from)) return from + word.length
  return shortWords.includes(line.charAt(from)) ? from + 1 : -1
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

/** Whether a time stands from `from` to the end of the line, without a zero before it, and below 9e18 ns. */
function isTime(line: string, from: number, precision: Precision): boolean {
  const digits = line.length - from
  const room = maxTimeDigits - nanosecondZeros[precision].length
  const first = line.charCodeAt(from)
  if (!(first > zero) || digits > room || (digits === room && first === nine)) return false
  return digitsEnd(line, from) === line.length
}
