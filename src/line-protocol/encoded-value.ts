import type { EncodeRule } from './encode-rules.ts'
import { int64, maxStringBytes, nanosecondsOf, timeRange, uint64 } from './grammar.ts'
import type { FieldValue, Precision } from './types.ts'

/** The rule that a field value breaks, if any. */
export function valueRule({ type, value }: FieldValue): EncodeRule | undefined {
  switch (type) {
    case 'float':
      return Number.isFinite(value) ? undefined : 'float-not-finite'
    case 'integer':
      return value < int64.min || value > int64.max ? 'integer-out-of-range' : undefined
    case 'unsigned':
      return value < uint64.min || value > uint64.max ? 'unsigned-out-of-range' : undefined
    case 'string':
      return stringRule(value)
    case 'boolean':
      return undefined
  }
}

function stringRule(value: string): EncodeRule | undefined {
  if (!value.isWellFormed()) return 'not-text'
  const mayBeLonger = value.length * 3 > maxStringBytes
  return mayBeLonger && Buffer.byteLength(value) > maxStringBytes ? 'string-too-long' : undefined
}

/** The rule that a time breaks in a precision, if any. */
export function timeRule(time: bigint, precision: Precision): EncodeRule | undefined {
  if (time < timeRange.min || time > timeRange.max) return 'time-out-of-range'
  if (time === timeRange.max) return 'time-unreadable'
  return precision !== 'ns' && time % nanosecondsOf[precision] !== 0n ? 'time-finer-than-precision' : undefined
}
