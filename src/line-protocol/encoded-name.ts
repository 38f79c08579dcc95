import type { EncodeRule } from './encode-rules.ts'
import { escapes } from './grammar.ts'
import { bytesOfText } from './text.ts'

/** Field keys differ by what stands before them: a blank or a comma. */
export type NamePart = 'measurement' | 'tagKey' | 'tagValue' | 'firstFieldKey' | 'fieldKey'

/** A name as it is written, and the rule that it breaks, if any. */
export interface EncodedName {
  readonly escaped: string
  /** The bytes of it with what surrounds it in a line: `m`, `,tag=`, `value`, ` field=`, `,field=`. */
  readonly raw: Uint8Array
  readonly rule: EncodeRule | undefined
}

const maxCached = 20_000
const maxCachedLength = 128
const caches: Readonly<Record<NamePart, Map<string, EncodedName>>> = {
  measurement: new Map(),
  tagKey: new Map(),
  tagValue: new Map(),
  firstFieldKey: new Map(),
  fieldKey: new Map(),
}

/** Escapes and checks a measurement, tag key, tag value or field key. Names recur, so the answers are kept, within bounds. */
export function encodeName(part: NamePart, name: string): EncodedName {
  const cache = caches[part]
  const known = cache.get(name)
  // Stryker disable next-line all: the cache saves time and changes no answer
  if (known !== undefined) return known
  const escaped = name.replace(escapedIn[part], '\\$&')
  const encoded = { escaped, raw: bytesOfText(surrounded[part](escaped)), rule: brokenRule(part, name) }
  // Stryker disable all: the cache saves time and changes no answer
  if (name.length <= maxCachedLength) {
    if (cache.size >= maxCached) cache.clear()
    cache.set(name, encoded)
  }
  // Stryker restore all
  return encoded
}

const escapedIn: Readonly<Record<NamePart, RegExp>> = {
  measurement: escapes.measurement,
  tagKey: escapes.tag,
  tagValue: escapes.tag,
  firstFieldKey: escapes.fieldKey,
  fieldKey: escapes.fieldKey,
}

const surrounded: Readonly<Record<NamePart, (escaped: string) => string>> = {
  measurement: (escaped) => escaped,
  tagKey: (escaped) => `,${escaped}=`,
  tagValue: (escaped) => escaped,
  firstFieldKey: (escaped) => ` ${escaped}=`,
  fieldKey: (escaped) => `,${escaped}=`,
}

/** A backslash before one of these does not survive: the server unescapes the pair. */
const lostPair: Readonly<Record<NamePart, RegExp>> = {
  measurement: /\\[, "=]/,
  tagKey: /\\[, =]/,
  tagValue: /\\[, =]/,
  firstFieldKey: /\\[, "=]/,
  fieldKey: /\\[, "=]/,
}

const missing: Readonly<Record<NamePart, EncodeRule>> = {
  measurement: 'measurement-missing',
  tagKey: 'tag-key-missing',
  tagValue: 'tag-value-empty',
  firstFieldKey: 'field-key-missing',
  fieldKey: 'field-key-missing',
}

const reserved: ReadonlySet<string> = new Set(['time', '_field', '_measurement', '\0'])
const hidden: ReadonlySet<string> = new Set(['_value', '_start', '_stop', '_time'])

function brokenRule(part: NamePart, name: string): EncodeRule | undefined {
  if (name === '') return missing[part]
  if (!name.isWellFormed()) return 'not-text'
  if (name.includes('\n')) return 'newline'
  if (name.includes('\r')) return 'carriage-return'
  if (name.endsWith('\\')) return 'trailing-backslash'
  if (lostPair[part].test(name)) return 'backslash-before-special'
  if (part === 'measurement' && name.startsWith('#')) return 'measurement-comment'
  if (part === 'tagKey' && reserved.has(name)) return 'tag-key-reserved'
  if (part === 'tagKey' && hidden.has(name)) return 'tag-key-hidden'
  const isFieldKey = part === 'fieldKey' || part === 'firstFieldKey'
  if (isFieldKey && name === 'time') return 'field-key-time'
  return (isFieldKey || part === 'measurement') && /^[\t\0]/.test(name) ? 'leading-blank' : undefined
}
