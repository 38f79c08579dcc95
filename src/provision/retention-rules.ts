import type { RetentionRule } from '../client/records.ts'
import { dayNs, hourNs, toSeconds } from '../contract/duration.ts'
import type { Bucket, DurationNs, Retention } from '../contract/model.ts'

/** The retention rule to create a bucket with; without a declared shard group duration the server chooses one. */
export function retentionRulesOf({ retention, shardGroup }: Pick<Bucket, 'retention' | 'shardGroup'>): RetentionRule[] {
  return [
    {
      type: 'expire',
      everySeconds: retention === 'infinite' ? 0 : toSeconds(retention),
      ...(shardGroup !== undefined && { shardGroupDurationSeconds: toSeconds(shardGroup) }),
    },
  ]
}

/**
 * The retention rule to update a bucket with. A server keeps what it has when the list is empty, stores the shard group
 * duration as it is given, and refuses a retention below it: so the rule is always whole. Without a declared one the
 * current duration stays if it fits, else the server's own default for the new retention is taken.
 */
export function updatedRetentionRules(
  { retention, shardGroup }: Pick<Bucket, 'retention' | 'shardGroup'>,
  current: DurationNs | undefined,
): RetentionRule[] {
  const fits = current !== undefined && current >= hourNs && (retention === 'infinite' || current <= retention)
  const chosen = shardGroup ?? (fits ? current : defaultShardGroup(retention))
  return retentionRulesOf({ retention, shardGroup: chosen })
}

/** The server's choice: infinite or at least 180 days: 7 days; at least 2 days: 1 day; else 1 hour (storage/bucket_service.go). */
export function defaultShardGroup(retention: Retention): DurationNs {
  if (retention === 'infinite' || retention >= 180n * dayNs) return 7n * dayNs
  return retention >= 2n * dayNs ? dayNs : hourNs
}
