import { ByteWriter } from './bytes/byte-writer.ts'
import { writeTime } from './bytes/write-time.ts'
import { writeValue } from './bytes/write-value.ts'
import { type EncodeIssue, type EncodeRule, encodeIssue, type IssuePart } from './encode-rules.ts'
import { type EncodedName, encodeName, type NamePart } from './encoded-name.ts'
import { timeRule, valueRule } from './encoded-value.ts'
import { fieldSeparatorBytes, maxKeyBytes } from './grammar.ts'
import { type PointTemplate, tagSegment, templateOf } from './point-template.ts'
import { textOfBytes } from './text.ts'
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
  const start = scratch.length
  const isWritten = writePoint(point, precision, { writer: scratch })
  const line = isWritten ? textOfBytes(scratch.view().subarray(start)) : ''
  scratch.truncate(start)
  return isWritten ? { ok: true, line } : { ok: false, issues: pointIssues(point, precision) }
}

/** What was written of some points, and what was left out. */
export interface Encoded {
  /** One line a point, each ended by a newline. */
  readonly text: string
  readonly issues: readonly IndexedIssue[]
}

export interface IndexedIssue extends EncodeIssue {
  /** Position of the point among those given, from 0. */
  readonly index: number
}

/** Writes the points that can be written; those that cannot are left out, with issues that carry their index. */
export function encode(points: Iterable<Point>, options: EncodeOptions = {}): Encoded {
  const writer = new ByteWriter()
  const issues = encodeInto(writer, points, options)
  return { text: textOfBytes(writer.view()), issues }
}

/** Like `encode`, into bytes. */
export function encodeInto(
  writer: ByteWriter,
  points: Iterable<Point>,
  options: EncodeOptions = {},
): readonly IndexedIssue[] {
  const precision = options.precision ?? 'ns'
  const issues: IndexedIssue[] = []
  let index = 0
  for (const point of points) {
    if (writePoint(point, precision, { writer })) writer.byte(newline)
    else for (const issue of pointIssues(point, precision)) issues.push({ ...issue, index })
    index++
  }
  return issues
}

const scratch = new ByteWriter()
const newline = 0x0a
const blank = 0x20

/** Whether a point could be written and was; otherwise the writer is as it was. */
function writePoint(point: Point, precision: Precision, { writer }: { writer: ByteWriter }): boolean {
  const template = templateOf(point)
  if (template === undefined) return false
  const start = writer.length
  const isWritten =
    writeKey(template, point, { writer }) &&
    writer.length - start + fieldSeparatorBytes + template.longestFieldKey <= maxKeyBytes &&
    writeFields(template, point, { writer }) &&
    writeLastPart(point, precision, { writer })
  if (!isWritten) writer.truncate(start)
  return isWritten
}

function writeKey(template: PointTemplate, { tags }: Point, { writer }: { writer: ByteWriter }): boolean {
  writer.copy(template.measurement)
  for (let index = 0; index < tags.length; index++) {
    const segment = tagSegment(template, index, tags[index]?.[1] ?? '')
    if (segment === undefined) return false
    writer.copy(segment)
  }
  return true
}

const nothing = new Uint8Array()

function writeFields({ fieldSegments }: PointTemplate, { fields }: Point, { writer }: { writer: ByteWriter }): boolean {
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]
    writer.copy(fieldSegments[index] ?? nothing)
    if (field === undefined || !writeValue(field[1].type, field[1].value, { writer })) return false
  }
  return true
}

function writeLastPart({ time }: Point, precision: Precision, { writer }: { writer: ByteWriter }): boolean {
  if (time === undefined) return true
  writer.byte(blank)
  return writeTime(time, precision, { writer })
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

function isTooLong(seriesKey: string, fieldKey: EncodedName): boolean {
  const size = Buffer.byteLength(seriesKey) + fieldSeparatorBytes + Buffer.byteLength(fieldKey.escaped)
  return size > maxKeyBytes
}

type Keyed = readonly (readonly [key: string, value: unknown])[]

function duplicates(entries: Keyed): readonly string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const [key] of entries) (seen.has(key) ? twice : seen).add(key)
  return [...twice]
}
