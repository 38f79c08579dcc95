import type { ComparedRounds } from '../rounds/compared-rounds.ts'
import type { MetricComparison } from './judge-rounds.ts'

/** Launches of each side after which the comparison is judged: the second look doubles the first, and so on. */
export function looksOf({ launches }: { readonly launches: number }): readonly number[] {
  const looks = [launches]
  while ((looks[0] ?? 0) > 3) looks.unshift(Math.ceil((looks[0] ?? 0) / 2))
  return looks
}

/**
 * The confidence of each look. Who looks several times has as many chances of a false alarm, so each gets its part of the error
 * (Bonferroni): together they keep what was promised.
 */
export function lookConfidence(confidence: number, looks: number): number {
  return 1 - (1 - confidence) / looks
}

export interface Decided {
  readonly rounds: ComparedRounds
  readonly comparison: MetricComparison
}

/**
 * Measures more launches as long as there is not enough evidence, up to a number: time goes where it is needed.
 * @param looks launches at each look, rising.
 * @param measure runs so many launches more. @param judge judges all that were measured so far.
 */
export async function compareUntilDecided(
  looks: readonly number[],
  measure: (launches: number) => Promise<ComparedRounds>,
  judge: (rounds: ComparedRounds) => MetricComparison,
): Promise<Decided> {
  let rounds: ComparedRounds = []
  let comparison: MetricComparison | undefined
  for (const launches of looks) {
    rounds = [...rounds, ...(await measure(launches - rounds.length))]
    comparison = judge(rounds)
    if (comparison.judgement.verdict !== 'not enough evidence') break
  }
  if (comparison === undefined) throw new RangeError('compareUntilDecided: expected at least one look')
  return { rounds, comparison }
}
