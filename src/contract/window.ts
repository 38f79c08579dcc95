import { dayNs } from './duration.ts'
import type { Bucket, DurationNs, Measurement } from './model.ts'

/** The look-back of `--lookback` when it is not given. */
export const defaultLookback: DurationNs = dayNs

/**
 * How far back the points of a measurement are read: the look-back, stretched so that two beats of its cadence and its freshness fit in, and never past the retention:
 * a weekly summary has no point in the last 24 hours.
 */
export function windowOf(
  { cadence, freshness }: Pick<Measurement, 'cadence' | 'freshness'>,
  { retention }: Pick<Bucket, 'retention'>,
  lookback: DurationNs,
): DurationNs {
  const wanted = [lookback, (cadence?.every ?? 0n) * 2n, freshness?.warn ?? 0n, freshness?.fail ?? 0n]
  const longest = wanted.reduce((a, b) => (a > b ? a : b))
  return retention === 'infinite' || longest < retention ? longest : retention
}
