import { decode } from '../../line-protocol/decode.ts'
import type { Point, Precision } from '../../line-protocol/types.ts'
import type { EngineContext } from '../context.ts'
import { findBucketByName } from '../tenant/buckets.ts'
import { ApiError } from './api-error.ts'

/** Nanoseconds in a unit of each precision: the server's time for a point without one is cut to it. */
const unitNs: Readonly<Record<Precision, bigint>> = { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n }

/** Where points go: the organisation whose `_monitoring` learns of a refusal, and the bucket. */
export interface WriteTarget {
  readonly orgId: string
  readonly bucketId: string
}

/**
 * Decodes line protocol and stores it. Throws `invalid` when a line cannot be parsed (nothing is stored), and
 * `unprocessable entity` when storage refuses points (the others are stored).
 */
export function writeLineProtocol(
  context: EngineContext,
  target: WriteTarget,
  { body, precision }: { body: Uint8Array; precision: Precision },
): void {
  const { points, errors } = decode(body, { precision })
  if (errors.length > 0) throw new ApiError('invalid', errors.map((error) => error.message).join('\n'))
  const now = context.clock.nowNs()
  writePoints(context, target, { points, nowNs: now - (now % unitNs[precision]) })
}

/** Stores points; a refusal of some leaves a row in `_monitoring` and is thrown as `unprocessable entity`. */
export function writePoints(
  context: EngineContext,
  target: WriteTarget,
  { points, nowNs }: { points: readonly Point[]; nowNs: bigint },
): void {
  if (points.length === 0) return
  const refused = context.storage.write(target.bucketId, points, nowNs)
  const dropped = refused?.dropped ?? 0
  context.figures.writes.record(context.storage, target.bucketId, { points, nowNs, dropped })
  if (!refused) return
  const reason = `partial write: ${refused.message}`
  const monitoring = findBucketByName(context, target.orgId, '_monitoring')
  if (monitoring) {
    const fields: Point['fields'] = [['error', { type: 'string', value: reason }]]
    context.storage.write(monitoring.id, [{ measurement: 'write_errors', tags: [], fields }], context.clock.nowNs())
  }
  throw new ApiError('unprocessable entity', `failure writing points to database: ${reason}`)
}
