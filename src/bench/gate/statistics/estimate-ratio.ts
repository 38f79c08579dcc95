import { mean, sampleVariance } from 'simple-statistics'
import { createRandom, type Random } from '../../../normalize/generate/random.ts'
import { intervalOf } from './bootstrap-interval.ts'
import { defaultLaunchNoise, type LaunchNoise, moderateLaunchNoise } from './launch-noise.ts'
import { middleMean, resampleMiddleMeans } from './middle-mean.ts'
import { drawStudentT } from './random-draws.ts'

/** Log ratios of head to base: one list for each launch, in it one for each pair of rounds. */
export type LogRatios = readonly (readonly number[])[]

/** Head divided by base. */
export interface RatioEstimate {
  readonly ratio: number
  /** Confidence interval of the ratio. */
  readonly low: number
  readonly high: number
  readonly confidence: number
  /** Pairs of rounds in all launches. */
  readonly pairs: number
  readonly launches: number
}

export interface EstimateOptions {
  readonly seed: number
  /** Default 0.99. */
  readonly confidence?: number
  /** Default 4000. */
  readonly resamples?: number
  /** Calibrated, or the default. */
  readonly launchNoise?: LaunchNoise
}

/**
 * Estimates the ratio and its interval by a bootstrap: pairs are drawn anew within each launch, and each launch is moved as far as
 * launches differ. The same seed gives the same interval.
 * @throws RangeError without a pair in each launch, or with a ratio that is no number: a missing measurement is an error.
 */
export function estimateRatio(logRatios: LogRatios, options: EstimateOptions): RatioEstimate {
  const { seed, confidence = 0.99, resamples = 4000, launchNoise = defaultLaunchNoise } = options
  if (logRatios.length === 0 || logRatios.some((launch) => launch.length === 0 || !launch.every(Number.isFinite))) {
    throw new RangeError('estimateRatio: expected a finite log ratio in each launch')
  }
  const random = createRandom(seed)
  const centers = logRatios.map(middleMean)
  const center = mean(centers)
  const replicates = logRatios.map((launch) => resampleMiddleMeans(launch, { count: resamples, random }))
  const noise = moderateLaunchNoise(centers, replicates.map(varianceOf), launchNoise)
  const step = launchStep(noise, logRatios.length, random)
  const means = Float64Array.from({ length: resamples }, (_, one) => meanAt(replicates, one) + step())
  return {
    ...intervalOf(center, means, { confidence }),
    confidence,
    pairs: logRatios.reduce((total, { length }) => total + length, 0),
    launches: logRatios.length,
  }
}

/** How far the mean of the launches may lie off, as one draw. */
function launchStep({ sd, degrees }: LaunchNoise, launches: number, random: Random): () => number {
  const scale = sd / Math.sqrt(launches)
  return scale === 0 ? () => 0 : () => scale * drawStudentT(random, degrees)
}

function meanAt(replicates: readonly Float64Array[], one: number): number {
  return replicates.reduce((total, launch) => total + (launch[one] ?? Number.NaN), 0) / replicates.length
}

function varianceOf(values: Float64Array): number {
  return sampleVariance([...values])
}
