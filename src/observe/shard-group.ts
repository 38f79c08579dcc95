import type { BucketRecord } from '../client/records.ts'
import { secondNs } from '../contract/duration.ts'

/** The shard group duration of an infinite bucket, where the server does not say. */
const defaultSeconds = 604_800

/** The shard group duration that new shards of a bucket get, in nanoseconds. */
export function shardGroupNsOf(record: BucketRecord | undefined): bigint {
  return BigInt(record?.retentionRules[0]?.shardGroupDurationSeconds ?? defaultSeconds) * secondNs
}
