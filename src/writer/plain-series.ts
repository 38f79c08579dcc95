import { decode } from '../line-protocol/decode.ts'
import { encodePoint } from '../line-protocol/encode.ts'
import { hashOfText } from './key-hash.ts'
import { type FieldShape, noShape } from './plain-fields.ts'
import { seriesEnd, sortedTags } from './series-text.ts'

/** What recurs in the lines of a series. */
export interface PlainSeries {
  /** Measurement and tags as the lines give them. */
  readonly given: string
  /** The same as it is sent: tags in order. */
  readonly text: string
  readonly hash: number
  /** As it is given. */
  readonly isAscii: boolean
  /** The fields of its last line. */
  shape: FieldShape
  /** The series that came after it last time: those who write many mostly do so in one order. */
  follower: PlainSeries | undefined
}

const word = '[^\\x00-\\x20"#,=\\\\\\x7f-\\uffff][^\\x00-\\x20",=\\\\\\x7f-\\uffff]*'
const plainSeries = new RegExp(`^${word}(?:,${word}=${word})*$`)
const reservedTag = /^(?:_.*|time)$/
const blank = 0x20

/** Characters of a series: far below the limit of a server. */
const maxLength = 512
const known = new Map<string, PlainSeries>()
const maxKnown = 5_000
let previous: PlainSeries | undefined

/** The series of a line, up to its first blank that is not escaped; undefined where it is for the exact reader to judge. */
export function plainSeriesOf(line: string): PlainSeries | undefined {
  const expected = previous?.follower
  if (expected !== undefined && startsWith(line, expected.given)) {
    previous = expected
    return expected
  }
  const end = seriesEnd(line)
  if (end <= 0 || end > maxLength) return undefined
  const given = line.slice(0, end)
  const series = known.get(given) ?? make(given)
  if (series === undefined) return undefined
  if (previous !== undefined) previous.follower = series
  previous = series
  return series
}

/** Whether a line is of the series that is given so. As `line.startsWith(…)`, which is several times as slow. */
function startsWith(line: string, series: string): boolean {
  return line.charCodeAt(series.length) === blank && line.slice(0, series.length) === series
}

function make(given: string): PlainSeries | undefined {
  const text = isPlain(given) ? given : readExactly(given)
  if (text === undefined) return undefined
  const own = copied(given)
  const sent = text === given ? own : copied(text)
  const isAscii = Buffer.byteLength(given) === given.length
  const series = {
    given: own,
    text: sent,
    hash: hashOfText(sent),
    isAscii,
    shape: previous?.shape ?? noShape,
    follower: undefined,
  }
  if (known.size >= maxKnown) known.clear()
  known.set(own, series)
  return series
}

/** The same text without the line, or the file, that it is a part of. */
function copied(text: string): string {
  return Buffer.from(text).toString()
}

/** Printable ASCII, no escapes, tags in order, each key once and none reserved. */
function isPlain(text: string): boolean {
  if (!plainSeries.test(text)) return false
  const [, ...tags] = text.split(',')
  const keys = tags.map((tag) => tag.slice(0, tag.indexOf('=')))
  return keys.every((key, index) => !reservedTag.test(key) && (index === 0 || (keys[index - 1] ?? '') < key))
}

/** What the exact readers make of any other. */
function readExactly(given: string): string | undefined {
  if (!given.isWellFormed()) return undefined
  const { points, errors } = decode(`${given} f=1 1`, { mode: 'strict' })
  const [point] = points
  if (point === undefined || points.length > 1 || errors.length > 0) return undefined
  const encoded = encodePoint({ ...point, tags: sortedTags(point.tags) })
  return encoded.ok ? encoded.line.slice(0, seriesEnd(encoded.line)) : undefined
}
