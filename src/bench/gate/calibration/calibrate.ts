import { describeMachine } from '../../machine/describe-machine.ts'
import { fluxproofVersion } from '../../machine/fluxproof-version.ts'
import { gitCommit } from '../../machine/git-commit.ts'
import { logRatiosOf } from '../judge/judge-rounds.ts'
import { roundMetrics } from '../judge/round-figure.ts'
import type { RoundPlan, RoundSets } from '../rounds/round-sets.ts'
import { runComparison } from '../rounds/run-comparison.ts'
import { middleMean } from '../statistics/middle-mean.ts'
import type { Subject } from '../subject/subject.ts'
import type { Calibration } from './calibration.ts'

export interface CalibrateOptions {
  readonly sets: RoundSets
  readonly plan: RoundPlan
  readonly workload: string
  readonly seed: number
  /** How often the subject starts twice. Default 24. */
  readonly launches?: number
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: string) => void
}

/** Compares a subject with itself, start by start: what it then differs by is the noise of this machine. */
export async function calibrate(subject: Subject, options: CalibrateOptions): Promise<Calibration> {
  const { sets, plan, workload, seed, launches = 24, signal, onStep } = options
  const rounds = await runComparison(
    { base: subject, head: subject },
    { sets, launches, signal, ...(onStep && { onStep }) },
  )
  const commit = await gitCommit()
  const { pairs, requests, warmUpRequests } = plan
  return {
    formatVersion: 1,
    calibratedAt: new Date().toISOString(),
    fluxproof: fluxproofVersion(),
    ...(commit !== undefined && { commit }),
    machine: describeMachine(),
    subject: subject.name,
    workload,
    seed,
    pairs,
    requests,
    warmUpRequests,
    launches: Object.fromEntries(roundMetrics.map((metric) => [metric, logRatiosOf(rounds, metric).map(middleMean)])),
  }
}
