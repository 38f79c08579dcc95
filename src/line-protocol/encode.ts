import { type EncodeIssue, type EncodeRule, encodeIssue, type IssuePart } from './encode-rules.ts'
import { type EncodedName, encodeName, type NamePart } from './encoded-name.ts'
import { encodeTime, encodeValue, timeRule, valueRule } from './encoded-value.ts'
import { fieldSeparatorBytes, maxKeyBytes } from './grammar.ts'
import type { Point, Precision } from './types.ts'

export interface EncodeOptions {
  /** Unit in which times are written; `ns` by default. The write must be sent with the same precision. */
  readonly precision?: Precision
}

/** A line without newline after it, or every reason why the point has none. */
export type EncodedPoint =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly issues: readonly EncodeIssue[] }

/**
 * Writes a point as one line that every supported server stores and shows as given, or says why there is no such line: what a server would
 * refuse, lose or misread is not written. Tags and fields stay in the order given.
 */
export function encodePoint(point: Point, options: EncodeOptions = {}): EncodedPoint {
  const precision = options.precision ?? 'ns'
  const line = lineOf(point, precision)
  return line === undefined ? { ok: false, issues: pointIssues(point, precision) } : { ok: true, line }
}

/** The lines of some points, and what was left out of them. */
export interface Encoded {
  /** One line a point, each ended by a newline. */
  readonly text: string
  readonly issues: readonly (EncodeIssue & { readonly index: number })[]
}

/** Writes the points that can be written; those that cannot are left out, with issues that carry their index. */
export function encode(points: Iterable<Point>, options: EncodeOptions = {}): Encoded {
  const precision = options.precision ?? 'ns'
  const issues: (EncodeIssue & { index: number })[] = []
  let text = ''
  let index = 0
  for (const point of points) {
    const line = lineOf(point, precision)
    if (line === undefined) issues.push(...pointIssues(point, precision).map((issue) => ({ ...issue, index })))
    else text += `${line}\n`
    index++
  }
  return { text, issues }
}

/** The line of a point; undefined where it breaks a rule. */
function lineOf({ measurement, tags, fields, time }: Point, precision: Precision): string | undefined {
  const name = encodeName('measurement', measurement)
  if (name.rule !== undefined || fields.length === 0) return undefined
  let line = name.escaped
  for (const [key, value] of tags) {
    const tagKey = encodeName('tagKey', key)
    const tagValue = encodeName('tagValue', value)
    if (tagKey.rule !== undefined || tagValue.rule !== undefined) return undefined
    line += `,${tagKey.escaped}=${tagValue.escaped}`
  }
  const keyLength = line.length
  let delimiter = ' '
  for (const [key, value] of fields) {
    const fieldKey = encodeName('fieldKey', key)
    if (fieldKey.rule !== undefined || valueRule(value) !== undefined) return undefined
    if (mayBeTooLong(keyLength + key.length) && isTooLong(line.slice(0, keyLength), fieldKey)) return undefined
    line += `${delimiter}${fieldKey.escaped}=${encodeValue(value)}`
    delimiter = ','
  }
  if (hasDuplicates(tags) || hasDuplicates(fields)) return undefined
  if (time === undefined) return line
  return timeRule(time, precision) === undefined ? `${line} ${encodeTime(time, precision)}` : undefined
}

/** Every rule that a point breaks in a precision, in the order of the line; none where `encodePoint` writes it. */
export function pointIssues(point: Point, precision: Precision): readonly EncodeIssue[] {
  const { measurement, tags, fields, time } = point
  const issues: EncodeIssue[] = []
  const report = (rule: EncodeRule | undefined, where: IssuePart): void => {
    if (rule !== undefined) issues.push(encodeIssue(rule, measurement, where))
  }
  report(encodeName('measurement', measurement).rule, { part: 'measurement' })
  for (const [key, value] of tags) {
    report(encodeName('tagKey', key).rule, { part: 'tag key', key })
    report(encodeName('tagValue', value).rule, { part: 'tag value', key })
  }
  for (const key of duplicates(tags)) report('tag-key-duplicate', { part: 'tag key', key })
  const seriesKey = seriesKeyText(point)
  if (fields.length === 0) report('fields-missing', { part: 'point' })
  for (const [key, value] of fields) {
    const fieldKey = encodeName('fieldKey', key)
    report(fieldKey.rule, { part: 'field key', key })
    report(valueRule(value), { part: 'field value', key })
    if (isTooLong(seriesKey, fieldKey)) report('key-too-long', { part: 'field key', key })
  }
  for (const key of duplicates(fields)) report('field-key-duplicate', { part: 'field key', key })
  if (time !== undefined) report(timeRule(time, precision), { part: 'time' })
  return issues
}

/** The escaped measurement and tags of a point, in the order given. */
function seriesKeyText({ measurement, tags }: Point): string {
  const escaped = (part: NamePart, name: string) => encodeName(part, name).escaped
  return [
    escaped('measurement', measurement),
    ...tags.map(([key, value]) => `${escaped('tagKey', key)}=${escaped('tagValue', value)}`),
  ].join(',')
}

/** UTF-16 units times 3 bound the bytes of UTF-8. */
function mayBeTooLong(length: number): boolean {
  return length * 6 > maxKeyBytes - fieldSeparatorBytes
}

function isTooLong(seriesKey: string, fieldKey: EncodedName): boolean {
  const size = Buffer.byteLength(seriesKey) + fieldSeparatorBytes + Buffer.byteLength(fieldKey.escaped)
  return size > maxKeyBytes
}

type Keyed = readonly (readonly [key: string, value: unknown])[]

function hasDuplicates(entries: Keyed): boolean {
  if (entries.length > 16) return duplicates(entries).length > 0
  for (let right = 1; right < entries.length; right++) {
    for (let left = 0; left < right; left++) if (entries[left]?.[0] === entries[right]?.[0]) return true
  }
  return false
}

function duplicates(entries: Keyed): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const [key] of entries) (seen.has(key) ? twice : seen).add(key)
  return [...twice]
}
