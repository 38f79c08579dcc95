/** Nanoseconds from 0001-01-01T00:00:00Z, from which the server counts shard groups, to 1970. */
const zeroTimeToEpochNs = 62_135_596_800n * 1_000_000_000n
/** Largest time a point can have; shard groups end one nanosecond later at most. */
export const maxPointTimeNs = 9_223_372_036_854_775_806n

export interface Window {
  /** Inclusive, nanoseconds. */
  readonly start: bigint
  /** Exclusive, nanoseconds. */
  readonly end: bigint
}

/**
 * The window of a new shard group for `time`: the aligned one, cut back where existing groups, made under another
 * shard group duration, already cover a part (v1/services/meta/data.go, CreateShardGroup).
 */
export function newShardWindow(time: bigint, durationNs: bigint, existing: readonly Window[]): Window {
  const duration = durationNs > 0n ? durationNs : 1n
  const sinceZero = time + zeroTimeToEpochNs
  let start = time - (sinceZero % duration)
  let end = start + duration
  if (end > maxPointTimeNs + 1n) end = maxPointTimeNs + 1n
  for (const other of existing) {
    if (time >= other.end && other.end > start) start = other.end
    if (other.start > time && other.start < end) end = other.start
  }
  return { start, end }
}
