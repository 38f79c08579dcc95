import { ApiError } from '../http/api-error.ts'
import type { BucketRow } from '../state/records.ts'
import type { BucketStorageRules } from '../storage/types.ts'

const secondNs = 1_000_000_000n
const hourNs = 3_600n * secondNs
const dayNs = 24n * hourNs

/** Seconds to nanoseconds as the server multiplies them: in 64 bits, without a look at overflow. */
export function wrappingNs(seconds: bigint): bigint {
  return BigInt.asIntN(64, seconds * secondNs)
}

/** The shard group duration that a retention gets by itself: 7 d when infinite or 180 d and more, 1 d from 2 d, else 1 h. */
export function defaultShardGroupNs(retentionNs: bigint): bigint {
  if (retentionNs === 0n || retentionNs >= 180n * dayNs) return 7n * dayNs
  return retentionNs >= 2n * dayNs ? dayNs : hourNs
}

/** Throws `internal error`, as the server does, for a retention above zero and under an hour. */
export function checkRetentionMinimum(retentionNs: bigint): void {
  if (retentionNs !== 0n && retentionNs < hourNs) {
    throw new ApiError('internal error', 'retention policy duration must be at least 1h0m0s')
  }
}

/** The rules of a new bucket: both in seconds, undefined or 0n for the default. Throws for those that do not fit. */
export function newBucketRules(
  retentionSeconds: bigint | undefined,
  shardGroupSeconds: bigint | undefined,
): { retentionSeconds: number; shardGroupSeconds: number } {
  const retentionNs = wrappingNs(retentionSeconds ?? 0n)
  const given = wrappingNs(shardGroupSeconds ?? 0n)
  checkRetentionMinimum(retentionNs)
  const shardGroupNs = given === 0n ? defaultShardGroupNs(retentionNs) : given < hourNs ? hourNs : given
  if (retentionNs !== 0n && retentionNs < shardGroupNs) {
    throw new ApiError('internal error', 'retention policy duration must be greater than the shard duration')
  }
  return {
    retentionSeconds: Number(retentionNs / secondNs),
    shardGroupSeconds: Number(shardGroupNs / secondNs),
  }
}

/** The rules of a bucket after a change of retention or shard group duration, or both. Shard groups stay as given. */
export function changedBucketRules(
  bucket: BucketRow,
  change: { retentionSeconds?: bigint | undefined; shardGroupSeconds?: bigint | undefined },
): { retentionSeconds: number; shardGroupSeconds: number } {
  const retentionNs = wrappingNs(change.retentionSeconds ?? BigInt(bucket.retentionSeconds))
  const shardGroupNs = wrappingNs(change.shardGroupSeconds ?? BigInt(bucket.shardGroupSeconds))
  if (change.retentionSeconds !== undefined) checkRetentionMinimum(retentionNs)
  if (retentionNs !== 0n && retentionNs < shardGroupNs) {
    throw new ApiError(
      'unprocessable entity',
      'shard-group duration must also be updated to be smaller than new retention duration',
    )
  }
  return {
    retentionSeconds: Number(retentionNs / secondNs),
    shardGroupSeconds: Number(shardGroupNs / secondNs),
  }
}

/** What storage needs to know of a bucket: a shard group duration under an hour counts as an hour, none as the default. */
export function storageRules(bucket: Pick<BucketRow, 'retentionSeconds' | 'shardGroupSeconds'>): BucketStorageRules {
  const retentionNs = BigInt(bucket.retentionSeconds) * secondNs
  const given = BigInt(bucket.shardGroupSeconds) * secondNs
  const shardGroupNs = given === 0n ? defaultShardGroupNs(retentionNs) : given < hourNs ? hourNs : given
  return { retentionNs, shardGroupNs }
}
