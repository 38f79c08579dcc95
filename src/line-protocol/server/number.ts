import { int64, uint64 } from '../grammar.ts'
import { goQuote } from './go-text.ts'
import type { ServerRule } from './refusal.ts'

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const words = /^[+-]?(?:inf|infinity|nan)$/i

/** Reads a float64 as Go's strconv.ParseFloat does (without hexadecimal), or gives its error text. */
export function goFloat(text: string): number | string {
  if (decimal.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? value : failure('ParseFloat', text, 'value out of range')
  }
  if (!words.test(text)) return failure('ParseFloat', text, 'invalid syntax')
  if (/nan$/i.test(text)) return /^nan$/i.test(text) ? Number.NaN : failure('ParseFloat', text, 'invalid syntax')
  return text.startsWith('-') ? -Infinity : Infinity
}

/** Reads an int64 as Go's strconv.ParseInt does, or gives its error text. */
export function goInt(text: string): bigint | string {
  if (!/^[+-]?\d+$/.test(text)) return failure('ParseInt', text, 'invalid syntax')
  const value = bigintOf(text.startsWith('+') ? text.slice(1) : text)
  return value < int64.min || value > int64.max ? failure('ParseInt', text, 'value out of range') : value
}

/** Reads a uint64 as Go's strconv.ParseUint does, or gives its error text. */
export function goUint(text: string): bigint | string {
  if (!/^\d+$/.test(text)) return failure('ParseUint', text, 'invalid syntax')
  const value = bigintOf(text)
  return value > uint64.max ? failure('ParseUint', text, 'value out of range') : value
}

/** A huge number stands for any that is out of range, so that a megabyte of digits costs nothing. */
function bigintOf(text: string): bigint {
  const digits = text.replace(/^-?0*(?=\d)/, '')
  const value = digits.length > 20 ? uint64.max + 1n : BigInt(digits)
  return text.startsWith('-') ? -value : value
}

function failure(operation: string, text: string, fact: string): string {
  return `strconv.${operation}: parsing ${goQuote(text)}: ${fact}`
}

/** Why a bare value is refused; without a reason, the rule says it. */
export interface RefusedValue {
  readonly rule: ServerRule
  readonly reason?: string
}

const invalidNumber: RefusedValue = { rule: 'invalid-number' }

/** Why the server refuses a number token (up to the next comma or blank), undefined where it does not. */
export function refusedNumber(token: string): RefusedValue | undefined {
  const parts = /^(-?)([0-9.eE+-]*)([iu]?)([0-9.eE+-]*)$/.exec(token)
  if (parts === null) return invalidNumber
  const [, sign = '', body = '', suffix = '', rest = ''] = parts
  if (suffix === '') return refusedFloat(token, sign)
  if (rest !== '' || !/^\d+$/.test(body)) return invalidNumber
  if (suffix === 'i') return outOfRange(`unable to parse integer ${sign}${body}`, goInt(sign + body))
  return sign === '' ? outOfRange(`unable to parse unsigned ${body}`, goUint(body)) : invalidNumber
}

function outOfRange(operation: string, value: bigint | string): RefusedValue | undefined {
  return typeof value === 'string' ? { rule: 'integer-out-of-range', reason: `${operation}: ${value}` } : undefined
}

/** Below this length a float without exponent is not checked, because it cannot be out of range. */
const uncheckedFloatLength = 24

function refusedFloat(token: string, sign: string): RefusedValue | undefined {
  const digits = token.slice(sign.length)
  const points = digits.split('.').length - 1
  if (points > 1 || /(?:^|[^eE])[+-]/.test(digits) || digits.length === points) return invalidNumber
  if (!/[eE]/.test(digits) && token.length <= uncheckedFloatLength) return undefined
  return typeof goFloat(token) === 'string' ? { rule: 'invalid-float' } : undefined
}
