import { booleanWords, fieldKeyEnd, fieldSeparatorBytes, maxKeyBytes } from '../grammar.ts'
import { textOfBinary } from '../text.ts'
import type { FieldValue } from '../types.ts'
import type { RawFields } from './fields.ts'
import { goQuote } from './go-text.ts'
import { storedForm } from './key.ts'
import { goFloat, goInt, goUint } from './number.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'

/** A field of the field block, in binary text, still escaped. */
export interface RawField {
  readonly key: string
  readonly value: string
  /** Offset in the field block. */
  readonly at: number
}

/** The fields of a point, and the first failure that the server would meet only when it stores them. */
export interface FieldValues {
  readonly fields: (readonly [key: string, value: FieldValue])[]
}

/**
 * Reads the values out of a checked field block. The server splits it a second time here, with other rules: quotes count anywhere, and a
 * backslash only before a quote or backslash. Where the two disagree it answers 500 or dies. The last byte of a string value is cut
 * whatever it is: `"a"` followed by a carriage return is the string a and a quote.
 */
export function fieldValues(raw: RawFields, seriesKeyBytes: number): FieldValues | Refusal {
  const split = splitFields(raw, seriesKeyBytes)
  if (isRefusal(split)) return split
  const fields: (readonly [string, FieldValue])[] = []
  for (const { key, value } of split) {
    if (value === '') continue
    const read = readValue(value)
    if (typeof read === 'string') {
      const kind = read === crash ? 'crash' : 'storage'
      return { rule: 'unreadable-value', reason: read, at: raw.start, kind }
    }
    fields.push([textOfBinary(storedForm(key, 'fieldKey')), read])
  }
  return { fields }
}

/** Splits a checked field block as the server does when it stores it. */
export function splitFields(raw: RawFields, seriesKeyBytes: number): RawField[] | Refusal {
  const { text, start } = raw
  const fields: RawField[] = []
  let at = 0
  while (at < text.length) {
    fieldKeyEnd.lastIndex = at
    const equals = fieldKeyEnd.exec(text)?.index ?? text.length
    const key = text.slice(at, equals)
    if (equals > text.length - 2)
      return refuse('field-without-value', start + at, `invalid value: field-key=${textOfBinary(key)}`)
    const size = seriesKeyBytes + fieldSeparatorBytes + key.length
    if (size > maxKeyBytes)
      return refuse('max-key-length-exceeded', start + at, `max key length exceeded: ${size} > ${maxKeyBytes}`)
    const value = storedValue(text, equals + 1)
    fields.push({ key, value, at })
    at = equals + 1 + value.length + 1
  }
  return fields
}

const storedValueAt = /(?:\\["\\]|[^",]|"(?:\\["\\]|[^"])*(?:"|$))*/y

function storedValue(text: string, at: number): string {
  storedValueAt.lastIndex = at
  return storedValueAt.exec(text)?.[0] ?? ''
}

/** What the server's last log line says when a string value is a single quote. */
const crash = 'runtime error: slice bounds out of range [1:0]'

function readValue(raw: string): FieldValue | string {
  if (raw === '"') return crash
  if (raw.startsWith('"')) return { type: 'string', value: textOfBinary(storedForm(raw.slice(1, -1), 'string')) }
  if (/^[0-9\-.nNiIu]/.test(raw)) return readNumber(raw)
  const word = textOfBinary(raw)
  const value = booleanWords.get(word)
  if (value !== undefined) return { type: 'boolean', value }
  return `unable to parse bool value ${goQuote(word)}: strconv.ParseBool: parsing ${goQuote(word)}: invalid syntax`
}

function readNumber(raw: string): FieldValue | string {
  if (raw.endsWith('i')) return typed('integer', raw.slice(0, -1))
  if (raw.endsWith('u')) return typed('unsigned', raw.slice(0, -1))
  const text = textOfBinary(raw)
  const value = goFloat(text)
  return typeof value === 'string'
    ? `unable to parse floating point value ${goQuote(text)}: ${value}`
    : { type: 'float', value }
}

function typed(type: 'integer' | 'unsigned', raw: string): FieldValue | string {
  const text = textOfBinary(raw)
  const value = type === 'integer' ? goInt(text) : goUint(text)
  return typeof value === 'string' ? `unable to parse ${type} value ${goQuote(text)}: ${value}` : { type, value }
}
