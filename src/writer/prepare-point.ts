import type { Clock } from '../clock/index.ts'
import { decode } from '../line-protocol/decode.ts'
import { encodePoint } from '../line-protocol/encode.ts'
import type { Point, Precision } from '../line-protocol/types.ts'
import { hashOfKey, hashOfText } from './key-hash.ts'
import { PendingPoint } from './pending-point.ts'
import { readPlainLine } from './plain-line.ts'
import type { Verdict } from './point-fate.ts'
import { seriesEnd, sortedTags } from './series-text.ts'

/** A point, or one line of line protocol. */
export type WriterRecord = Point | string

/** What a contract has against a point; undefined: nothing. */
export type PointRule = (point: Point) => { readonly rule: string; readonly reason: string } | undefined

/** A point that is not to be sent. */
export interface RefusedPoint {
  /** As given where it has no line. */
  readonly line: string
  readonly verdict: Verdict
}

export interface PrepareOptions {
  /** Stamps points that have no time. */
  readonly clock: Clock
  /** Unit of the times in lines; `ns` by default. */
  readonly precision?: Precision | undefined
  readonly rule?: PointRule | undefined
}

/**
 * Examines a record as a server and the contract would, and writes its line. A point without time is stamped here, not by the server: a retry
 * must be the same point.
 */
export function preparePoint(record: WriterRecord, options: PrepareOptions): PendingPoint | RefusedPoint {
  const plain = typeof record === 'string' ? readPlainLine(record, options) : undefined
  if (plain === undefined) return prepareExactly(record, options)
  return options.rule === undefined ? plain : underRule(plain, options.rule)
}

function underRule(plain: PendingPoint, rule: PointRule): PendingPoint | RefusedPoint {
  const { line } = plain
  const [point] = decode(line).points
  const broken = point && rule(point)
  return broken === undefined ? plain : { line, verdict: { fate: 'rejected', ...broken } }
}

/** The same for any record, without a shorter way. */
export function prepareExactly(
  record: WriterRecord,
  { clock, precision = 'ns', rule }: PrepareOptions,
): PendingPoint | RefusedPoint {
  const given = typeof record === 'string' ? readLine(record, precision) : record
  if ('fate' in given) return { line: String(record), verdict: given }
  const time = given.time ?? clock.nowNs()
  const point: Point = { ...given, tags: sortedTags(given.tags), time }
  const encoded = encodePoint(point)
  if (!encoded.ok) {
    const [issue] = encoded.issues
    const reason = encoded.issues.map(({ message }) => message).join('; ')
    return { line: shown(record), verdict: { fate: 'rejected', rule: issue?.rule ?? 'encoding', reason } }
  }
  const { line } = encoded
  const broken = rule?.(point)
  if (broken !== undefined) return { line, verdict: { fate: 'rejected', ...broken } }
  const series = line.slice(0, seriesEnd(line))
  const digits = String(time)
  const hash = hashOfKey(hashOfText(series), hashOfText(digits))
  return new PendingPoint({ line, series, time: digits, hash, bytes: Buffer.byteLength(line) + 1 })
}

function readLine(line: string, precision: Precision): Point | Verdict {
  const { points, errors } = decode(line, { mode: 'strict', precision })
  const [error] = errors
  if (error !== undefined) return { fate: 'rejected', rule: error.rule, reason: error.message }
  const [point] = points
  if (point !== undefined && points.length === 1) return point
  return { fate: 'rejected', rule: 'one-point', reason: `write: expected one point, found ${points.length}` }
}

function shown(record: WriterRecord): string {
  if (typeof record === 'string') return record
  return JSON.stringify(record, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
