import type { BenchResult } from '../result/bench-result.ts'
import { thresholdText } from './threshold-text.ts'

/** What was missed, lost or not measured, a workload at a time; empty: nothing. */
export function problemLines({ workloads }: Pick<BenchResult, 'workloads'>): readonly string[] {
  return workloads.flatMap(({ workload, thresholds, problem }) => [
    ...(problem === undefined ? [] : [`error   ${workload.name}: ${problem}`]),
    ...thresholds.flatMap(({ threshold, status, found, reason }) => {
      const about = `${workload.name}: ${thresholdText(threshold)}, found ${found}`
      if (status === 'failed') return [`missed  ${about}`]
      // The problem stands above already.
      return status === 'error' && reason !== problem ? [`error   ${about}: ${reason}`] : []
    }),
  ])
}
