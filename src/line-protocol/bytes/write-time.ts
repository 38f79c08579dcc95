import { nanosecondsOf, timeRange } from '../grammar.ts'
import { splitNanoseconds } from '../int64.ts'
import type { Precision } from '../types.ts'
import type { ByteWriter } from './byte-writer.ts'

/** Nanoseconds of one unit, and the digits of a time in it that are below a second. */
const belowSecond: Readonly<Record<Exclude<Precision, 'ns'>, { readonly unit: number; readonly digits: number }>> = {
  us: { unit: 1e3, digits: 6 },
  ms: { unit: 1e6, digits: 3 },
  s: { unit: 1e9, digits: 0 },
}

/** Whether a time in nanoseconds can be written in a precision without loss (see `timeRule`), and was. */
export function writeTime(time: bigint, precision: Precision, { writer }: { writer: ByteWriter }): boolean {
  if (time < 0n) return writeNegative(time, precision, { writer })
  if (time >= timeRange.max) return false
  const { seconds, rest } = splitNanoseconds(time)
  if (precision === 'ns') {
    writer.wholeAndRest(seconds, { rest, digits: 9 })
    return true
  }
  const { unit, digits } = belowSecond[precision]
  if (rest % unit !== 0) return false
  writer.wholeAndRest(seconds, { rest: rest / unit, digits })
  return true
}

function writeNegative(time: bigint, precision: Precision, { writer }: { writer: ByteWriter }): boolean {
  const unit = nanosecondsOf[precision]
  if (time < timeRange.min || time % unit !== 0n) return false
  writer.ascii(String(time / unit))
  return true
}
