import { maxKeyBytes, measurementEnd, reservedTagKeys, tagKeyEnd, tagValueEnd, unescapes } from '../grammar.ts'
import { textOfBinary } from '../text.ts'
import { goQuote } from './go-text.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'

/** The first block of a line, in binary text: measurement and tags. */
export interface RawKey {
  readonly measurement: string
  /** As given, still escaped. */
  readonly tags: readonly (readonly [key: string, value: string])[]
  /** Offset of the blank after it. */
  readonly end: number
}

/** Reads measurement and tags of a line (binary text without leading blanks) as the server does. */
export function scanKey(line: string): RawKey | Refusal {
  if (line === '' || line[0] === ',') return refuse('missing-measurement', 0)
  const end = indexFrom(line, measurementEnd, 1)
  if (end === -1) return refuse('missing-fields', line.length)
  const measurement = line.slice(0, end)
  const key = line[end] === ' ' ? { measurement, tags: [], end } : scanTags(line, measurement)
  if (isRefusal(key)) return key
  return refusedTagKey(key) ?? refusedSize(key) ?? key
}

function scanTags(line: string, measurement: string): RawKey | Refusal {
  const tags: [string, string][] = []
  let at = measurement.length + 1
  for (;;) {
    if (at >= line.length || ' ,='.includes(line.charAt(at))) return refuse('missing-tag-key', at)
    const equals = indexFrom(line, tagKeyEnd, at + 1)
    if (equals === -1 || line[equals] !== '=') return refuse('missing-tag-value', equals === -1 ? line.length : equals)
    const value = equals + 1
    if (value >= line.length || ' ,'.includes(line.charAt(value))) return refuse('missing-tag-value', value)
    // The first byte of a value is not looked at again: `t==b` is accepted, and cannot be read back.
    const end = indexFrom(line, tagValueEnd, value + 1)
    if (end === -1) return refuse('missing-fields', line.length)
    if (line[end] === '=') return refuse('invalid-tag-format', end)
    tags.push([line.slice(at, equals), line.slice(value, end)])
    if (line[end] === ' ') return { measurement, tags, end }
    at = end + 1
  }
}

function refusedTagKey({ tags, end }: RawKey): Refusal | undefined {
  for (const [key] of tags) {
    if (reservedTagKeys.has(key))
      return refuse('reserved-tag-key', end, `cannot use reserved tag key ${goQuote(textOfBinary(key))}`)
  }
  const distinct = new Set(tags.map(([key]) => key))
  return distinct.size < tags.length ? refuse('duplicate-tags', end) : undefined
}

function refusedSize({ end }: RawKey): Refusal | undefined {
  return end > maxKeyBytes
    ? refuse('max-key-length-exceeded', end, `max key length exceeded: ${end} > ${maxKeyBytes}`)
    : undefined
}

function indexFrom(text: string, expression: RegExp, from: number): number {
  expression.lastIndex = from
  return expression.exec(text)?.index ?? -1
}

/** A measurement or tag as it is stored, from its escaped form. */
export function storedForm(raw: string, part: 'measurement' | 'tag' | 'fieldKey' | 'string'): string {
  return raw.includes('\\') ? raw.replace(unescapes[part], '$1') : raw
}
