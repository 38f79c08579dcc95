import type { MetricComparison } from '../../../bench/gate/judge/judge-rounds.ts'
import type { RatioEstimate } from '../../../bench/gate/statistics/estimate-ratio.ts'
import type { Judgement } from '../../../bench/gate/statistics/judge-ratio.ts'
import type { GateMetric } from '../../../bench/gate/statistics/metric.ts'
import { exitCode } from '../../../errors/index.ts'
import { estimateText } from './estimate-text.ts'

/** What is printed of one metric. */
interface Compared {
  readonly estimate: RatioEstimate
  readonly minEffect: number
  readonly judgement: Judgement
}

/** One metric in a line, without an end of line. */
export function metricLine(metric: GateMetric, { estimate, minEffect, judgement }: Compared): string {
  return `${metric.padEnd(22)} ${estimateText(estimate)}, counts from ${(minEffect * 100).toFixed(1)} %: ${judgement.verdict}${needText(judgement, estimate)}`
}

/** The last line of a comparison in turn. */
export function judgementText({ judgement, estimate }: MetricComparison): string {
  const { pairs, launches } = estimate
  const seen = `${pairs} pairs of rounds in ${launches} launches`
  if (judgement.verdict !== 'not enough evidence') return `${judgement.verdict}, after ${seen}`
  const { pairsNeeded } = judgement
  const next = pairsNeeded === undefined ? '' : `; try --launches ${Math.ceil((pairsNeeded * launches) / pairs)}`
  return `not enough evidence, after ${seen}${next}`
}

/** The worst of all, in a line. */
export function verdictText(judgements: readonly Judgement[]): string {
  const counts = Map.groupBy(judgements, ({ verdict }) => verdict)
  return [...counts].map(([verdict, all]) => `${verdict}: ${all.length}`).join(', ')
}

/** 1 for a regression, else 2 where something could not be told, else 0. */
export function exitCodeOf(judgements: readonly Judgement[]): number {
  if (judgements.some(({ verdict }) => verdict === 'regression')) return exitCode.broken
  return judgements.some(({ verdict }) => verdict === 'not enough evidence') ? exitCode.undecided : exitCode.kept
}

function needText(judgement: Judgement, { pairs }: RatioEstimate): string {
  if (judgement.verdict !== 'not enough evidence') return ''
  const { pairsNeeded } = judgement
  const need =
    pairsNeeded === undefined
      ? 'no sensible number of rounds would do: it lies at the limit'
      : `about ${pairsNeeded} rounds would do`
  return ` (${pairs} rounds; ${need})`
}
