import { hashOfText } from './key-hash.ts'

/** What recurs in the lines of a series. */
export interface PlainSeries {
  /** Measurement and tags. */
  readonly text: string
  readonly hash: number
  /** The keys of the fields of its last line, equals signs included. */
  fieldKeys: readonly string[]
  /** The series that came after it last time: those who write many mostly do so in one order. */
  follower: PlainSeries | undefined
}

const word = '[^\\x00-\\x20"#,=\\\\\\x7f-\\uffff][^\\x00-\\x20",=\\\\\\x7f-\\uffff]*'
const plainSeries = new RegExp(`^${word}(?:,${word}=${word})*$`)
const plainName = new RegExp(`^${word}=$`)
const reservedTag = /^(?:_.*|time)$/
const blank = 0x20

/** Characters of a series: far below the limit of a server. */
const maxLength = 512
const known = new Map<string, PlainSeries>()
const maxKnown = 5_000
let previous: PlainSeries | undefined

/** The series of a line, up to its first blank; undefined where that holds anything unusual, or its tags are not in order. */
export function plainSeriesOf(line: string): PlainSeries | undefined {
  const expected = previous?.follower
  if (expected !== undefined && line.charCodeAt(expected.text.length) === blank && standsAt(line, 0, expected.text)) {
    previous = expected
    return expected
  }
  const end = line.indexOf(' ')
  if (end <= 0 || end > maxLength) return undefined
  const text = line.slice(0, end)
  const series = known.get(text) ?? make(text)
  if (series === undefined) return undefined
  if (previous !== undefined) previous.follower = series
  previous = series
  return series
}

/** Whether this is a field key with its equals sign, with nothing unusual in it. */
export function isPlainFieldKey(key: string): boolean {
  return plainName.test(key) && key !== 'time='
}

/** Up to here a loop is faster than a comparison of slices, and leaves no garbage. */
const shortLength = 24

/** As `line.startsWith(text, at)`, which is several times as slow. */
export function standsAt(line: string, at: number, text: string): boolean {
  if (text.length > shortLength) return line.slice(at, at + text.length) === text
  // Times of one second, and keys of one kind, differ at their ends.
  for (let index = text.length - 1; index >= 0; index--) {
    if (line.charCodeAt(at + index) !== text.charCodeAt(index)) return false
  }
  return true
}

/** The same text without the line, or the file, that it is a part of. */
export function copied(ascii: string): string {
  return Buffer.from(ascii, 'latin1').toString('latin1')
}

function make(text: string): PlainSeries | undefined {
  if (!isPlain(text)) return undefined
  const kept = copied(text)
  const series = { text: kept, hash: hashOfText(kept), fieldKeys: previous?.fieldKeys ?? [], follower: undefined }
  if (known.size >= maxKnown) known.clear()
  known.set(kept, series)
  return series
}

function isPlain(text: string): boolean {
  if (!plainSeries.test(text)) return false
  const [, ...tags] = text.split(',')
  const keys = tags.map((tag) => tag.slice(0, tag.indexOf('=')))
  return keys.every((key, index) => !reservedTag.test(key) && (index === 0 || (keys[index - 1] ?? '') < key))
}
