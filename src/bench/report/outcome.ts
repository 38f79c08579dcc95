import { exitCode } from '../../errors/index.ts'
import type { BenchResult, WorkloadResult } from '../result/bench-result.ts'

export interface BenchTotals {
  readonly passed: number
  readonly failed: number
  readonly errors: number
}

/** Thresholds by outcome. A workload with a problem and no threshold is an error too, and so is a run of nothing. */
export function totalsOf({ workloads }: Pick<BenchResult, 'workloads'>): BenchTotals {
  const verdicts = workloads.flatMap(({ thresholds }) => thresholds)
  const count = (status: string) => verdicts.filter((verdict) => verdict.status === status).length
  const broken = workloads.filter(isBroken).length + (workloads.length === 0 ? 1 : 0)
  return { passed: count('passed'), failed: count('failed'), errors: count('error') + broken }
}

/** True where a problem stands that no threshold tells. */
export function isBroken({ problem, thresholds }: WorkloadResult): boolean {
  return problem !== undefined && thresholds.every(({ status }) => status !== 'error')
}

/** 1 where a threshold is missed; else 2 where something could not be told, lost points above all; else 0. */
export function exitCodeOf(result: Pick<BenchResult, 'workloads'>): number {
  const { failed, errors } = totalsOf(result)
  if (failed > 0) return exitCode.broken
  return errors > 0 ? exitCode.undecided : exitCode.kept
}
