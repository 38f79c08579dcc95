import { mean, sampleVariance, sum } from 'simple-statistics'

/**
 * How far two launches of the same program differ: a process that is started again has other addresses, another order of optimizing and
 * collecting, and is faster or slower for good. More rounds do not show that; only more launches do.
 */
export interface LaunchNoise {
  /** Standard deviation of the log ratio of one launch, without the noise of its rounds. */
  readonly sd: number
  /** How many launches the figure is worth: degrees of freedom. */
  readonly degrees: number
}

/** What is taken where nothing was calibrated: what launches of the embedded engine showed on two cores that others used as well. */
export const defaultLaunchNoise: LaunchNoise = { sd: 0.03, degrees: 20 }

/**
 * What is known of launches beforehand and what these launches show, weighed by degrees of freedom (a moderated variance, as
 * G. K. Smyth's of 2004): two launches alone say next to nothing of their spread.
 * @param centers log ratio of each launch. @param roundVariance variance of each that its rounds explain.
 */
export function moderateLaunchNoise(
  centers: readonly number[],
  roundVariance: readonly number[],
  prior: LaunchNoise,
): LaunchNoise {
  const own = centers.length - 1
  if (own < 1) return prior
  const shown = Math.max(0, sampleVariance([...centers]) - mean([...roundVariance]))
  const degrees = prior.degrees + own
  return { sd: Math.sqrt(sum([prior.degrees * prior.sd ** 2, own * shown]) / degrees), degrees }
}
