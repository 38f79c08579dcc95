import type { ComparedRounds } from '../rounds/compared-rounds.ts'
import type { MetricComparison } from './judge-rounds.ts'

/** Launches of each side after which the comparison is judged: the second look doubles the first, and so on. */
export function looksOf({ launches }: { readonly launches: number }): readonly number[] {
  const looks = [launches]
  while ((looks[0] ?? 0) > 1) looks.unshift(Math.ceil((looks[0] ?? 0) / 2))
  return looks
}

/** The confidence of each of several judgements of one kind that keep a confidence together (Bonferroni). */
export function sharedConfidence(confidence: number, judgements: number): number {
  return 1 - (1 - confidence) / judgements
}

/**
 * The confidence of each look. Who looks several times has as many chances of a false alarm, so each gets its part of the error
 * (Bonferroni): together they keep what was promised. The parts are as the launches: what one launch shows must be plain to end it.
 */
export function lookConfidences(confidence: number, looks: readonly number[]): readonly number[] {
  const all = looks.reduce((total, launches) => total + launches, 0)
  return looks.map((launches) => 1 - ((1 - confidence) * launches) / all)
}

export interface Decided {
  readonly rounds: ComparedRounds
  readonly comparison: MetricComparison
}

export interface UntilDecidedOptions {
  /** Runs so many launches more. */
  readonly measure: (launches: number) => Promise<ComparedRounds>
  /** Judges all that were measured so far, with the confidence of the look. */
  readonly judge: (rounds: ComparedRounds, confidence: number) => MetricComparison
  /** Of all looks together. */
  readonly confidence: number
  /** `verdict`: as long as there is not enough evidence. `alarm`: also not longer than an alarm is likely. Default `verdict`. */
  readonly until?: 'verdict' | 'alarm'
}

/**
 * Measures more launches as long as it is not decided, up to a number: time goes where it is needed.
 *
 * The error is spent by looks (see lookConfidences), whether or not they take place. A stop that raises no alarm, as one because an alarm is
 * unlikely, only takes later chances of an alarm away: it makes false alarms rarer, never more frequent, and the confidence
 * needs no correction for it. What it costs is power, of which the tests tell. The verdict stays what the interval says: "not enough evidence".
 * @param looks launches at each look, rising.
 */
export async function compareUntilDecided(
  looks: readonly number[],
  { measure, judge, confidence, until = 'verdict' }: UntilDecidedOptions,
): Promise<Decided> {
  let rounds: ComparedRounds = []
  let comparison: MetricComparison | undefined
  const confidences = lookConfidences(confidence, looks)
  for (const [index, launches] of looks.entries()) {
    rounds = [...rounds, ...(await measure(launches - rounds.length))]
    comparison = judge(rounds, confidences[index] ?? confidence)
    if (comparison.judgement.verdict !== 'not enough evidence') break
    if (until === 'alarm' && isFutile(comparison)) break
  }
  if (comparison === undefined) throw new RangeError('compareUntilDecided: expected at least one look')
  return { rounds, comparison }
}

/** Less than half the minimum effect, of a single launch a quarter, on the scale of logarithms. An interval that excludes the effect is a verdict by itself. */
function isFutile({ estimate, minEffect }: MetricComparison): boolean {
  const share = estimate.launches === 1 ? 0.25 : 0.5
  return Math.abs(Math.log(estimate.ratio)) < Math.log(1 + minEffect) * share
}
