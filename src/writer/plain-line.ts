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
  ...timeOf('1'),
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
  let end = series.isAscii ? endOf(series.shape.ascii, given, series) : -1
  const isAscii = end >= 0
  if (!isAscii) end = fieldsEnd(given, series)
  if (end < 0) return undefined
  const isStamped = end < given.length || given.charCodeAt(end - 1) === blank
  const time = isStamped ? timeAt(given, end, precision) : timeOf(String(clock.nowNs()))
  if (time === undefined) return undefined
  const { text } = series
  let line = text === series.given ? given : text + given.slice(series.given.length)
  if (!isStamped) line = `${line} ${time.digits}`
  else if (precision !== 'ns') line += nanosecondZeros[precision]
  const bytes = (isAscii ? line.length : Buffer.byteLength(line)) + 1
  return new PendingPoint({ line, series: text, time: time.digits, hash: hashOfKey(series.hash, time.hash), bytes })
}

/** Where the fields end: after the blank behind them, or at the end of the line; -1 where one of them is not plain. */
function fieldsEnd(line: string, series: PlainSeries): number {
  const end = endOf(series.shape.pattern, line, series)
  if (end >= 0) return end
  const shape = fieldShapeOf(line, series.given.length)
  if (shape === undefined) return -1
  series.shape = shape
  return endOf(shape.pattern, line, series)
}

function endOf(pattern: RegExp, line: string, { given }: PlainSeries): number {
  pattern.lastIndex = given.length
  return pattern.test(line) ? pattern.lastIndex : -1
}

function timeOf(digits: string): PlainTime {
  return { digits, hash: hashOfText(digits) }
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
  lastTime = { precision, given, ...timeOf(digits) }
  return lastTime
}
