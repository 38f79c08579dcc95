import { formatTime } from '../../client/rfc3339.ts'
import { dayNs, secondNs } from '../../contract/duration.ts'
import type { TypeConflict } from '../../schema/type-conflicts.ts'

/** Both lines of a conflict and the start of their shards, for a comment. */
export function conflictLines({ witnesses }: TypeConflict): readonly string[] {
  return witnesses.map(
    ({ type, shardNs, line }) => `${type} in the shard of ${formatTime(shardNs)}: ${JSON.stringify(line)}`,
  )
}

/** A duration to declare for an observed one: twice it, in whole days above one day, else whole seconds. */
export function generous(durationNs: bigint): bigint {
  const step = durationNs >= dayNs ? dayNs : secondNs
  return ((durationNs * 2n) / step + 1n) * step
}
