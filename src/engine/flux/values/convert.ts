import { FluxError } from '../language/flux-error.ts'
import { approximateNs, parseDuration } from './duration-math.ts'
import { parseFloat64 } from './float-text.ts'
import { stringOf } from './text.ts'
import { parseTime } from './time-text.ts'
import { Bytes, Duration, FluxArray, isNull, nullOf, Time, typeName, Uint, type Value } from './value.ts'

/** Conversions of values as `int(v:)` and its kin make them. A null converts to the null of the new type. */
export type Conversion = (value: Value) => Value

const refuse = (value: Value, target: string): FluxError =>
  new FluxError(`cannot convert ${nameOf(value)} to ${target}`)
const badText = (text: string, target: string): FluxError =>
  new FluxError(`cannot convert string "${text}" to ${target} due to invalid syntax`)

function nameOf(value: Value): string {
  if (!(value instanceof FluxArray)) return typeName(value)
  const [first] = value.elements
  return `[${first === undefined ? 'A' : nameOf(first)}]`
}

/** Go's conversion of a float to int64: truncated; what does not fit is the least int64. */
export function truncateToInt(value: number): bigint {
  const least = -(2n ** 63n)
  if (!Number.isFinite(value)) return least
  const whole = BigInt(Math.trunc(value))
  return whole >= 2n ** 63n || whole < least ? least : whole
}

export const toInt: Conversion = (value) => {
  if (isNull(value)) return nullOf('int')
  switch (typeof value) {
    case 'bigint':
      return value
    case 'number':
      return truncateToInt(value)
    case 'boolean':
      return value ? 1n : 0n
    case 'string': {
      const whole = /^[+-]?\d+$/.test(value) ? BigInt(value.replace(/^\+/, '')) : undefined
      if (whole === undefined || BigInt.asIntN(64, whole) !== whole) throw badText(value, 'int')
      return whole
    }
  }
  if (value instanceof Uint) return BigInt.asIntN(64, value.value)
  if (value instanceof Time) return value.ns
  if (value instanceof Duration) return approximateNs(value)
  throw refuse(value, 'int')
}

export const toUint: Conversion = (value) => {
  if (isNull(value)) return nullOf('uint')
  if (value instanceof Uint) return value
  if (typeof value === 'string') {
    const whole = /^\d+$/.test(value) ? BigInt(value) : undefined
    if (whole === undefined || whole >= 2n ** 64n) throw badText(value, 'uint')
    return new Uint(whole)
  }
  if (typeof value === 'number' && value >= 2 ** 63 && value < 2 ** 64) return new Uint(BigInt(Math.trunc(value)))
  const convertible = typeof value !== 'object' || value instanceof Time || value instanceof Duration
  if (!convertible) throw refuse(value, 'uint')
  const whole = toInt(value)
  return typeof whole === 'bigint' ? new Uint(whole) : nullOf('uint')
}

export const toFloat: Conversion = (value) => {
  if (isNull(value)) return nullOf('float')
  switch (typeof value) {
    case 'number':
      return value
    case 'bigint':
      return Number(value)
    case 'boolean':
      return value ? 1 : 0
    case 'string': {
      const parsed = parseFloat64(value)
      if (parsed === undefined) throw badText(value, 'float')
      return parsed
    }
  }
  if (value instanceof Uint) return Number(value.value)
  throw refuse(value, 'float')
}

export const toBool: Conversion = (value) => {
  if (isNull(value)) return nullOf('bool')
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      if (value === 'true' || value === 'false') return value === 'true'
      throw new FluxError(`cannot convert string "${value}" to bool`)
    case 'number':
      if (value === 0 || value === 1) return value === 1
      throw new FluxError(`cannot convert float ${value.toFixed(6)} to bool, must be 0 or 1`)
    case 'bigint':
      if (value === 0n || value === 1n) return value === 1n
      throw new FluxError(`cannot convert int ${value} to bool, must be 0 or 1`)
  }
  if (value instanceof Uint) {
    if (value.value === 0n || value.value === 1n) return value.value === 1n
    throw new FluxError(`cannot convert uint ${value.value} to bool, must be 0 or 1`)
  }
  throw refuse(value, 'bool')
}

export const toText: Conversion = (value) => {
  if (isNull(value)) return nullOf('string')
  const text = stringOf(value)
  if (text === undefined) throw refuse(value, 'string')
  return text
}

export const toTime: Conversion = (value) => {
  if (isNull(value)) return nullOf('time')
  if (value instanceof Time) return value
  if (typeof value === 'bigint') return new Time(value)
  if (value instanceof Uint) return new Time(BigInt.asIntN(64, value.value))
  if (typeof value === 'string') {
    const ns = parseTime(value)
    if (ns === undefined) throw badText(value, 'time')
    return new Time(ns)
  }
  throw refuse(value, 'time')
}

export const toDuration: Conversion = (value) => {
  if (isNull(value)) return nullOf('duration')
  if (value instanceof Duration) return value
  const whole = value instanceof Uint ? BigInt.asIntN(64, value.value) : value
  if (typeof whole === 'bigint') return new Duration({ ns: whole < 0n ? -whole : whole, negative: whole < 0n })
  if (typeof whole === 'string') {
    const parsed = parseDuration(whole)
    if (parsed === undefined) throw badText(whole, 'duration')
    return parsed
  }
  throw refuse(value, 'duration')
}

export const toBytes: Conversion = (value) => {
  if (isNull(value)) return nullOf('bytes')
  if (value instanceof Bytes) return value
  if (typeof value === 'string') return new Bytes(new TextEncoder().encode(value))
  throw refuse(value, 'bytes')
}
