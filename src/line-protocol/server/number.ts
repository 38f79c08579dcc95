import { int64, uint64 } from '../grammar.ts'
import { goQuote } from './go-text.ts'

/** The characters of a number token: the scan stops for good at any other one. */
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

/** Why the server refuses a number token (up to the next comma or blank), undefined where it does not. */
export function refusedNumber(token: string): string | undefined {
  const parts = /^(-?)([0-9.eE+-]*)([iu]?)([0-9.eE+-]*)$/.exec(token)
  if (parts === null) return 'invalid number'
  const [, sign = '', body = '', suffix = '', rest = ''] = parts
  const digits = body + rest
  const scientific = /[eE]/.test(digits)
  const points = digits.split('.').length - 1
  if (points > 1 || /(?:^|[^eE])[+-]/.test(suffix === '' ? digits : `${body}${suffix}${rest}`)) return 'invalid number'
  if (suffix === '') return refusedFloat({ token, sign, scientific, points })
  if (points > 0 || scientific || rest !== '') return 'invalid number'
  if (suffix === 'i') {
    if (body === '') return 'invalid number'
    const value = goInt(sign + body)
    return typeof value === 'string' ? `unable to parse integer ${sign}${body}: ${value}` : undefined
  }
  if (sign !== '' || body === '') return 'invalid number'
  const value = goUint(body)
  return typeof value === 'string' ? `unable to parse unsigned ${body}: ${value}` : undefined
}

function refusedFloat(number: {
  token: string
  sign: string
  scientific: boolean
  points: number
}): string | undefined {
  const { token, sign, scientific, points } = number
  if (token.length - sign.length - points === 0) return 'invalid number'
  const longEnoughToCheck = 25
  if (!scientific && token.length < longEnoughToCheck) return undefined
  return typeof goFloat(token) === 'string' ? 'invalid float' : undefined
}
