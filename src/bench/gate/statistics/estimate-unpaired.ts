import { createRandom } from '../../../normalize/generate/random.ts'
import { intervalOf } from './bootstrap-interval.ts'
import type { EstimateOptions, RatioEstimate } from './estimate-ratio.ts'
import { defaultLaunchNoise } from './launch-noise.ts'
import { middleMean, resampleMiddleMeans } from './middle-mean.ts'
import { drawStudentT } from './random-draws.ts'

/**
 * Estimates the ratio of two lists of figures that were not measured in turn: each is drawn anew by itself, and both runs together
 * are moved as far as launches differ. What the machine did in between is not in the interval: nothing in the figures tells it.
 * @throws RangeError for an empty list, or figures that are not above 0.
 */
export function estimateUnpaired(
  { base, head }: { readonly base: readonly number[]; readonly head: readonly number[] },
  options: EstimateOptions,
): RatioEstimate {
  const { seed, confidence = 0.99, resamples = 4000, launchNoise = defaultLaunchNoise } = options
  const logs = [base, head].map((figures) => figures.map(Math.log))
  if (logs.some((one) => one.length === 0 || !one.every(Number.isFinite))) {
    throw new RangeError('estimateUnpaired: expected figures above 0 on both sides')
  }
  const random = createRandom(seed)
  const [baseLogs = [], headLogs = []] = logs
  const [before, after] = [baseLogs, headLogs].map((one) => resampleMiddleMeans(one, { count: resamples, random }))
  const replicates = Float64Array.from(
    { length: resamples },
    (_, one) =>
      (after?.[one] ?? Number.NaN) -
      (before?.[one] ?? Number.NaN) +
      launchNoise.sd * drawStudentT(random, launchNoise.degrees),
  )
  return {
    ...intervalOf(middleMean(headLogs) - middleMean(baseLogs), replicates, { confidence }),
    confidence,
    pairs: Math.min(base.length, head.length),
    launches: 1,
  }
}
