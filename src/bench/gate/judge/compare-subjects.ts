import type { Calibration } from '../calibration/calibration.ts'
import type { RoundSets } from '../rounds/round-sets.ts'
import { runComparison } from '../rounds/run-comparison.ts'
import type { Subject } from '../subject/subject.ts'
import { compareUntilDecided, type Decided, looksOf } from './compare-until-decided.ts'
import { judgeRounds } from './judge-rounds.ts'
import type { RoundMetric } from './round-figure.ts'

export interface CompareSubjectsOptions {
  readonly sets: RoundSets
  /** Of each side, at most. */
  readonly launches: number
  /** The one that decides. */
  readonly metric: RoundMetric
  readonly seed: number
  /** Share from which a difference counts. */
  readonly minEffect: number
  /** Of the whole comparison, however often it is looked at. */
  readonly confidence: number
  readonly calibration?: Calibration | undefined
  /** Default `verdict`; see compareUntilDecided. */
  readonly until?: 'verdict' | 'alarm'
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: string) => void
}

/** Compares two subjects, launch by launch, until it is decided. @throws FluxproofError as runComparison does. */
export function compareSubjects(
  subjects: { readonly base: Subject; readonly head: Subject },
  options: CompareSubjectsOptions,
): Promise<Decided> {
  const { sets, launches, metric, seed, minEffect, confidence, calibration, until, signal, onStep } = options
  const looks = looksOf({ launches })
  return compareUntilDecided(looks, {
    measure: (more) => runComparison(subjects, { sets, launches: more, signal, ...(onStep && { onStep }) }),
    judge: (rounds, each) => judgeRounds(rounds, { metric, seed, minEffect, confidence: each, calibration }),
    confidence,
    ...(until && { until }),
  })
}
