import { isDeepStrictEqual } from 'node:util'
import { FluxproofError, UsageError } from '../../../errors/index.ts'
import type { BenchResult, WorkloadResult } from '../../result/bench-result.ts'
import type { Calibration } from '../calibration/calibration.ts'
import { launchNoiseOf, noiseFloor } from '../calibration/noise-floor.ts'
import { sharedConfidence } from '../judge/compare-until-decided.ts'
import type { RatioEstimate } from '../statistics/estimate-ratio.ts'
import { estimateUnpaired } from '../statistics/estimate-unpaired.ts'
import { type Judgement, judgeRatio } from '../statistics/judge-ratio.ts'
import { betterOf, type GateMetric } from '../statistics/metric.ts'
import { savedFigures, savedMetricOf } from './saved-metric.ts'

/** One workload of two results. */
export interface SavedComparison {
  readonly workload: string
  readonly contender: string
  readonly metric: GateMetric
  readonly estimate: RatioEstimate
  readonly minEffect: number
  readonly judgement: Judgement
}

export interface CompareResultsOptions {
  readonly metric?: GateMetric | undefined
  readonly minEffect: number
  /** Of all workloads together. */
  readonly confidence: number
  readonly seed: number
  /** The noise of a workload on this class of machines. Absent: not calibrated. */
  readonly calibrationOf: (workload: string) => Promise<Calibration | undefined>
}

/**
 * Compares the first contender of every workload that both results have. They were not measured in turn: one class of machines at least
 * has to be the same.
 * @throws UsageError for results of two classes, without a workload in common, or with one of that name that is another.
 * @throws FluxproofError for a workload without figures: points were lost there.
 */
export async function compareResults(
  base: BenchResult,
  head: BenchResult,
  options: CompareResultsOptions,
): Promise<readonly SavedComparison[]> {
  requireOneClass(base, head)
  const both = base.workloads.flatMap((one) => {
    const other = head.workloads.find(({ workload }) => workload.name === one.workload.name)
    return other === undefined ? [] : [{ base: one, head: other }]
  })
  if (both.length === 0) {
    throw refusal('a workload that both have', `${namesOf(base)} and ${namesOf(head)}`, 'Run the same workloads')
  }
  const confidence = sharedConfidence(options.confidence, both.length)
  return Promise.all(both.map((pair) => compareWorkload(pair, { ...options, confidence })))
}

async function compareWorkload(
  { base, head }: { readonly base: WorkloadResult; readonly head: WorkloadResult },
  { metric: asked, minEffect, confidence, seed, calibrationOf }: CompareResultsOptions,
): Promise<SavedComparison> {
  const { workload } = base
  if (!isDeepStrictEqual({ ...workload, thresholds: [] }, { ...head.workload, thresholds: [] })) {
    throw refusal(
      `the workload ${workload.name} to be the same in both`,
      'two of that name',
      'Run both with one version',
    )
  }
  const metric = savedMetricOf(workload, asked)
  const [before, after] = [roundsOf(base, 'base'), roundsOf(head, 'head')]
  const calibration = await calibrationOf(workload.name)
  const knows = calibration?.launches[metric] === undefined ? undefined : calibration
  const estimate = estimateUnpaired(
    { base: savedFigures(before.rounds, metric), head: savedFigures(after.rounds, metric) },
    { seed, confidence, ...(knows && { launchNoise: launchNoiseOf(knows, metric) }) },
  )
  const least = Math.max(minEffect, knows ? noiseFloor(knows, metric, { launches: 1 }) : 0)
  const judgement = judgeRatio(estimate, { better: betterOf[metric], minEffect: least })
  return { workload: workload.name, contender: before.name, metric, estimate, minEffect: least, judgement }
}

function roundsOf({ workload, contenders, problem }: WorkloadResult, side: string) {
  const [first] = contenders
  if (first?.summary !== undefined && problem === undefined) return first
  throw new FluxproofError({
    operation: `compare the workload ${workload.name}`,
    expected: `figures in ${side}`,
    found: problem ?? 'none',
    next: 'A run that lost points has no figures to compare: see its own report',
  })
}

function requireOneClass({ machine: base }: BenchResult, { machine: head }: BenchResult): void {
  if (base.class === head.class) return
  throw refusal('one class of machines', `${base.class} and ${head.class}`, 'Run base and head on the same machine')
}

function namesOf({ workloads }: BenchResult): string {
  return workloads.map(({ workload }) => workload.name).join(', ') || 'none'
}

function refusal(expected: string, found: string, next: string): UsageError {
  return new UsageError({ operation: 'compare two results', expected, found, next })
}
