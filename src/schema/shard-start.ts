import { dayNs, secondNs } from '../contract/duration.ts'

/** From the server's zero of time, 0001-01-01T00:00:00Z, to 1970: shard groups are counted from there. */
const zeroToEpochNs = 62_135_596_800n * secondNs

/** The shard group duration of a bucket that keeps everything, unless it says otherwise. */
export const defaultShardGroupNs = 7n * dayNs

/** Start of the shard group that holds a time; all in nanoseconds since the epoch. */
export function shardStart(timeNs: bigint, shardGroupNs: bigint): bigint {
  const since = (timeNs + zeroToEpochNs) % shardGroupNs
  return timeNs - (since < 0n ? since + shardGroupNs : since)
}
