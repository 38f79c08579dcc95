import type { RatioEstimate } from './estimate-ratio.ts'
import type { Better } from './metric.ts'
import { roundsNeeded } from './rounds-needed.ts'

/** What a comparison says of one metric. */
export type Judgement =
  | { readonly verdict: 'regression' | 'improvement' | 'no change' }
  | {
      readonly verdict: 'not enough evidence'
      /** Pairs of rounds, in all launches, that would do. Absent: the difference lies so near the minimum effect that no sensible number would. */
      readonly pairsNeeded?: number
    }

export interface JudgeOptions {
  readonly better: Better
  /** Share from which a difference counts: 0.1 is a time 10 % longer, or a rate that is divided by 1.1. */
  readonly minEffect: number
}

/** With fewer pairs a bootstrap at 99 % promises more than it keeps. */
const leastPairs = 8

/**
 * A change is an estimate of at least the minimum effect whose interval excludes "the same". No change is an interval that
 * leaves room for no such effect. What is neither is not enough evidence: never a pass, never an alarm.
 */
export function judgeRatio(estimate: RatioEstimate, { better, minEffect }: JudgeOptions): Judgement {
  const { ratio, low, high, pairs } = estimate
  if (pairs < leastPairs) return { verdict: 'not enough evidence', pairsNeeded: leastPairs }
  const least = Math.log(1 + minEffect)
  const far = Math.abs(Math.log(ratio)) >= least
  if (far && (low > 1 || high < 1)) {
    const worse = better === 'lower' ? ratio > 1 : ratio < 1
    return { verdict: worse ? 'regression' : 'improvement' }
  }
  if (Math.log(high) < least && Math.log(low) > -least) return { verdict: 'no change' }
  const pairsNeeded = roundsNeeded(estimate, { minEffect })
  return { verdict: 'not enough evidence', ...(pairsNeeded !== undefined && { pairsNeeded }) }
}
