import type { Precision } from '../line-protocol/types.ts'
import { hashOfKey, hashOfText } from './key-hash.ts'
import { PendingPoint } from './pending-point.ts'
import { fieldShapeOf } from './plain-fields.ts'
import { type PlainSeries, plainSeriesOf } from './plain-series.ts'
import type { PrepareOptions } from './prepare-point.ts'

const [blank, zero, nine] = [0x20, 0x30, 0x39]

/** Characters of a line: far below every limit of size. */
const maxLength = 16_000
/** Digits of a time in nanoseconds that is below 9e18. */
const maxTimeDigits = 19

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
 * Prepares the lines that hold nothing unusual: a series and fields that the exact reader knows, values without rare spellings, one blank between
 * the parts. Undefined for any other, which the exact reader judges.
 */
export function readPlainLine(given: string, { clock, precision = 'ns' }: PrepareOptions): PendingPoint | undefined {
  if (given.length > maxLength) return undefined
  const series = plainSeriesOf(given)
  if (series === undefined) return undefined
  const end = fieldsEnd(given, series)
  if (end < 0) return undefined
  const line = series.text === series.given ? given : series.text + given.slice(series.given.length)
  if (end === given.length && given.charCodeAt(end - 1) !== blank) {
    const digits = String(clock.nowNs())
    return pointOf(`${line} ${digits}`, series, { digits, hash: hashOfText(digits) })
  }
  const time = timeAt(given, end, precision)
  if (time === undefined) return undefined
  return pointOf(precision === 'ns' ? line : line + nanosecondZeros[precision], series, time)
}

function pointOf(line: string, { text, hash }: PlainSeries, time: PlainTime): PendingPoint {
  const key = hashOfKey(hash, time.hash)
  return new PendingPoint({ line, series: text, time: time.digits, hash: key, bytes: Buffer.byteLength(line) + 1 })
}

/** Where the fields end: after the blank behind them, or at the end of the line; -1 where one of them is not plain. */
function fieldsEnd(line: string, series: PlainSeries): number {
  const from = series.given.length
  if (series.shape !== undefined) {
    const end = endOf(series.shape.pattern, line, from)
    if (end >= 0) return end
  }
  const shape = fieldShapeOf(line, from)
  if (shape === undefined) return -1
  series.shape = shape
  return endOf(shape.pattern, line, from)
}

function endOf(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(line) ? pattern.lastIndex : -1
}

/** The time from `from` to the end of the line, without a zero before it, and below 9e18 ns. */
function timeAt(line: string, from: number, precision: Precision): PlainTime | undefined {
  const length = line.length - from
  // Many lines in a row have one time.
  const { given: last } = lastTime
  if (length === last.length && lastTime.precision === precision && line.slice(from) === last) return lastTime
  const zeros = nanosecondZeros[precision]
  const room = maxTimeDigits - zeros.length
  const first = line.charCodeAt(from)
  if (!(first > zero) || length > room || (length === room && first === nine)) return undefined
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if (code < zero || code > nine) return undefined
  }
  const given = line.slice(from)
  const digits = zeros === '' ? given : given + zeros
  lastTime = { precision, given, digits, hash: hashOfText(digits) }
  return lastTime
}
