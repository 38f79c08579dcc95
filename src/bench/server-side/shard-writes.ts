import type { MetricSample } from '../../client/metrics.ts'
import { sumSamples } from './sum-samples.ts'

/** What was written to shards since the server started. */
export interface ShardWrites {
  readonly points: number
  /** Points of requests that a shard refused, in whole or in part. */
  readonly pointErrors: number
}

/**
 * Reads the write counters of some buckets' shards. 2.x swaps their names: `write_count` adds points and `write_sum` adds requests.
 * A request to a shard holds at least one point, so the larger of the two is that of points, whether a server swaps them or not.
 * @param bucketIds absent: all buckets.
 * @returns undefined when no shard of them is published.
 */
export function shardWrites(
  samples: readonly MetricSample[],
  { bucketIds }: { readonly bucketIds?: readonly string[] | undefined } = {},
): ShardWrites | undefined {
  const matches = (labels: MetricSample['labels']) => bucketIds?.includes(labels.bucket ?? '') ?? true
  const larger = (name: string) => {
    const count = sumSamples(samples, `storage_shard_${name}_count`, { matches })
    const sum = sumSamples(samples, `storage_shard_${name}_sum`, { matches })
    return count === undefined || sum === undefined ? undefined : Math.max(count, sum)
  }
  const points = larger('write')
  const pointErrors = larger('write_err')
  return points === undefined || pointErrors === undefined ? undefined : { points, pointErrors }
}
