import type { RatioEstimate } from './estimate-ratio.ts'

/** The estimate moves too when it is measured again: room for that beside the interval, in parts of its half width. */
const room = 1.3
/** More than so many times what was measured is no answer. */
const mostTimes = 50

/**
 * Pairs of rounds that would very likely decide, if what was seen is about the truth: the interval narrows with the square root of the number.
 * They are meant as more launches of the same length.
 * @returns undefined where it would take more than 50 times as many.
 */
export function roundsNeeded(
  { ratio, low, high, pairs }: RatioEstimate,
  { minEffect }: { readonly minEffect: number },
): number | undefined {
  const center = Math.abs(Math.log(ratio))
  const least = Math.log(1 + minEffect)
  const halfWidth = Math.log(high / low) / 2
  // A difference under the minimum effect has to be told from that, a larger one from none.
  const distance = center >= least ? center : least - center
  const times = ((room * halfWidth) / distance) ** 2
  return times > mostTimes ? undefined : Math.max(pairs + 1, Math.ceil(pairs * times))
}
