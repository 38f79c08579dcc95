import type { Clock } from '../clock/index.ts'
import { decode } from '../line-protocol/decode.ts'
import { encodePoint } from '../line-protocol/encode.ts'
import type { Point, Precision } from '../line-protocol/types.ts'
import type { Verdict } from './point-fate.ts'
import type { QueuedPoint } from './queued-point.ts'

/** A point, or one line of line protocol. */
export type WriterRecord = Point | string

/** What a contract has against a point; undefined: nothing. */
export type PointRule = (point: Point) => { readonly rule: string; readonly reason: string } | undefined

export interface PrepareOptions {
  /** Stamps points that have no time. */
  readonly clock: Clock
  /** Unit of the times in lines; `ns` by default. */
  readonly precision?: Precision | undefined
  readonly rule?: PointRule | undefined
}

export type Prepared =
  | { readonly ok: true; readonly point: Omit<QueuedPoint, 'ordinal'> }
  | { readonly ok: false; readonly line: string; readonly verdict: Verdict }

/**
 * Examines a record as a server and the contract would, and writes its line. A point without time is stamped here, not by the server: a retry
 * must be the same point.
 */
export function preparePoint(record: WriterRecord, { clock, precision = 'ns', rule }: PrepareOptions): Prepared {
  const given = typeof record === 'string' ? readLine(record, precision) : record
  if ('fate' in given) return { ok: false, line: String(record), verdict: given }
  const point: Point = { ...given, tags: sorted(given.tags), time: given.time ?? clock.nowNs() }
  const encoded = encodePoint(point)
  if (!encoded.ok) {
    const [issue] = encoded.issues
    const reason = encoded.issues.map(({ message }) => message).join('; ')
    return { ok: false, line: shown(record), verdict: { fate: 'rejected', rule: issue?.rule ?? 'encoding', reason } }
  }
  const { line } = encoded
  const broken = rule?.(point)
  if (broken !== undefined) return { ok: false, line, verdict: { fate: 'rejected', ...broken } }
  return { ok: true, point: { line, key: keyOf(line, point.time), bytes: Buffer.byteLength(line) + 1 } }
}

function readLine(line: string, precision: Precision): Point | Verdict {
  const { points, errors } = decode(line, { mode: 'strict', precision })
  const [error] = errors
  if (error !== undefined) return { fate: 'rejected', rule: error.rule, reason: error.message }
  const [point] = points
  if (point !== undefined && points.length === 1) return point
  return { fate: 'rejected', rule: 'one-point', reason: `write: expected one point, found ${points.length}` }
}

/** Tags in one order, so that equal series have equal keys. */
function sorted(tags: Point['tags']): Point['tags'] {
  for (let index = 1; index < tags.length; index++) {
    if ((tags[index - 1]?.[0] ?? '') > (tags[index]?.[0] ?? '')) return tags.toSorted(([a], [b]) => (a < b ? -1 : 1))
  }
  return tags
}

/** Series and time: what stands before the first blank that is not escaped, and the time. */
function keyOf(line: string, time: bigint | undefined): string {
  let end = line.indexOf(' ')
  while (line[end - 1] === '\\') end = line.indexOf(' ', end + 1)
  return `${line.slice(0, end)} ${time}`
}

function shown(record: WriterRecord): string {
  if (typeof record === 'string') return record
  return JSON.stringify(record, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
