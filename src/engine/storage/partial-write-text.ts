import { goQuote } from '../../line-protocol/server/go-text.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import { formatRfc3339 } from '../rfc3339.ts'
import { compareBytes } from './byte-order.ts'
import { formatGoDuration } from './go-duration.ts'
import type { StoredPoint } from './types.ts'

export function typeConflict(facts: { measurement: string; field: string; type: FieldType; known: FieldType }): string {
  const { measurement, field, type, known } = facts
  return (
    `field type conflict: input field ${goQuote(field)} on measurement ${goQuote(measurement)} ` +
    `is type ${type}, already exists as type ${known}`
  )
}

export function tooLong(measurement: string, field: string, bytes: { found: number; limit: number }): string {
  return `input field ${goQuote(field)} on measurement ${goQuote(measurement)} is too long, ${bytes.found} > ${bytes.limit}`
}

export function timeField(measurement: string): string {
  return `invalid field name: input field "time" on measurement "${measurement}" is invalid`
}

/** 2.9: the point is kept without its field `time`. */
export function timeFieldStripped(measurement: string): string {
  return `${timeField(measurement)}. Field "time" has been stripped from point.`
}

export function timeTag(measurement: string): string {
  return `invalid tag key: input tag "time" on measurement "${measurement}" is invalid`
}

/** A point that was dropped, and when it was. */
export interface DroppedPoint {
  readonly point: StoredPoint
  readonly time: bigint
}

/** The text for points before the retention's lower bound, `dropped=N` and what follows it included. */
export function outsideRetention(facts: {
  dropped: number
  retentionNs: bigint
  oldest: DroppedPoint
  newest: DroppedPoint
  boundNs: bigint
  bucketId: string
}): string {
  const bound = formatRfc3339(facts.boundNs)
  const named = (which: string, { point, time }: DroppedPoint) =>
    `${which} point ${seriesKeyText(point)} at ${formatRfc3339(time)} dropped because it violates a ` +
    `Retention Policy Lower Bound at ${bound}`
  return (
    `dropped ${facts.dropped} points outside retention policy of duration ${formatGoDuration(facts.retentionNs)} - ` +
    `${named('oldest', facts.oldest)}, ${named('newest', facts.newest)} dropped=${facts.dropped} ` +
    `for database: ${facts.bucketId} for retention policy: autogen`
  )
}

/** The series key as the server writes it: escaped line protocol, tags sorted. */
function seriesKeyText(point: StoredPoint): string {
  if (point.series) return point.series.key
  const measurement = point.measurement.replace(/[, ]/g, '\\$&')
  const tags = [...point.tags].sort((a, b) => compareBytes(a[0], b[0]))
  return [measurement, ...tags.map(([key, value]) => `${escapeTag(key)}=${escapeTag(value)}`)].join(',')
}

function escapeTag(text: string): string {
  return text.replace(/[,= ]/g, '\\$&')
}
