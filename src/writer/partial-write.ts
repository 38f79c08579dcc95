import { parseTime } from '../client/rfc3339.ts'
import { decode } from '../line-protocol/decode.ts'
import type { PendingPoint } from './pending-point.ts'

/** What the text of a 422 gives away. */
export interface PartialWrite {
  /** Points dropped; undefined: it does not say. With a type conflict it counts one shard only. */
  readonly dropped: number | undefined
  readonly rule: 'type-conflict' | 'expired' | 'partial-write'
  /** Of a type conflict: the first field that conflicts. */
  readonly conflict?: { readonly field: string; readonly measurement: string; readonly type: string }
  /** Of expired points: the time of the newest that was dropped. */
  readonly newest?: bigint
}

/** Reads the text of a 422, as 2.7.12 to 2.9.1 word it. */
export function readPartialWrite(message: string): PartialWrite {
  const count = /dropped=(\d+)/.exec(message)?.[1]
  const dropped = count === undefined ? undefined : Number(count)
  const conflict = /input field "(.*)" on measurement "(.*)" is type (\w+), already exists/.exec(message)
  if (conflict !== null) {
    const [, field = '', measurement = '', type = ''] = conflict
    return { dropped, rule: 'type-conflict', conflict: { field, measurement, type } }
  }
  if (!message.includes('retention policy')) return { dropped, rule: 'partial-write' }
  const at = /newest point .* at (\S+) dropped/.exec(message)?.[1]
  return { dropped, rule: 'expired', ...(at === undefined ? {} : newestOf(at)) }
}

function newestOf(text: string): { newest?: bigint } {
  try {
    return { newest: parseTime(text) }
  } catch {
    return {}
  }
}

export interface Suspects {
  readonly suspected: readonly PendingPoint[]
  readonly others: readonly PendingPoint[]
}

/** The points that carry the conflicting field with the conflicting type, and the others; some of either kind may have been dropped. */
export function suspectsOfConflict(points: readonly PendingPoint[], { conflict }: PartialWrite): Suspects {
  if (conflict === undefined) return { suspected: [], others: points }
  const { field, measurement, type } = conflict
  return partition(points, (line) => {
    const [point] = decode(line).points
    if (point?.measurement !== measurement) return false
    return point.fields.some(([key, value]) => key === field && value.type === type)
  })
}

/**
 * The points that expired, where the text counts and dates them: those not newer than the newest dropped one, when they are as many as it says.
 * Points of a shard that the same request opened are stored although they are as old; shards do not overlap, so these are all newer.
 */
export function expiredPoints(
  points: readonly PendingPoint[],
  { newest, dropped }: PartialWrite,
): Suspects | undefined {
  if (newest === undefined) return undefined
  const found = partition(points, (line) => BigInt(line.slice(line.lastIndexOf(' ') + 1)) <= newest)
  return found.suspected.length === dropped ? found : undefined
}

function partition(points: readonly PendingPoint[], isSuspect: (line: string) => boolean): Suspects {
  const suspected: PendingPoint[] = []
  const others: PendingPoint[] = []
  for (const point of points) (isSuspect(point.line) ? suspected : others).push(point)
  return { suspected, others }
}
