import { escapes } from './grammar.ts'
import { type RawKey, storedForm } from './server/key.ts'
import { binaryOf, bytesOfText, textOfBinary } from './text.ts'
import type { Point } from './types.ts'

/** A measurement and its tag set: what a point belongs to. */
export interface Series {
  /** Equal for equal series whatever the order of tags: the escaped measurement and tags, sorted by the bytes of their keys. */
  readonly key: string
  readonly measurement: string
  /** Sorted by the bytes of the escaped key, as the server stores them. */
  readonly tags: readonly (readonly [key: string, value: string])[]
  /**
   * The server accepts and stores its points, but no Flux query returns them, because the key under which it stored them is not the one
   * that it builds from measurement and tags: `a\=b`, `a\\,t=x`, `m,t==b`. InfluxQL does not find them either.
   */
  readonly hidden: boolean
}

/** The series of a point. Names that no line can hold (see `encodePoint`) give a series that no server has. */
export function seriesOf(point: Pick<Point, 'measurement' | 'tags'>): Series {
  const raw = (text: string) => binaryOf(bytesOfText(text))
  const tags = point.tags.map(([key, value]) => [escapeTag(raw(key)), escapeTag(raw(value))] as const)
  return seriesOfRaw({ measurement: escapeMeasurement(raw(point.measurement)), tags, end: 0 })
}

/** The series of a key as read from a line. */
export function seriesOfRaw({ measurement, tags }: RawKey): Series {
  const sorted = tags.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const key = [measurement, ...sorted.map(([name, value]) => `${name}=${value}`)].join(',')
  const stored = sorted.map(([name, value]) => [storedForm(name, 'tag'), storedForm(value, 'tag')] as const)
  const name = storedForm(measurement, 'measurement')
  const rebuilt = [
    escapeMeasurement(name.replace(/\\([, ])/g, '$1')),
    ...stored.map(([tag, value]) => `${escapeTag(tag)}=${escapeTag(value)}`),
  ].join(',')
  return {
    key: textOfBinary(key),
    measurement: textOfBinary(name),
    tags: stored.map(([tag, value]) => [textOfBinary(tag), textOfBinary(value)] as const),
    hidden: rebuilt !== key,
  }
}

function escapeMeasurement(text: string): string {
  return text.replace(escapes.measurement, '\\$&')
}

function escapeTag(text: string): string {
  return text.replace(escapes.tag, '\\$&')
}
