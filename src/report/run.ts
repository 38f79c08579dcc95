import type { Check } from '../contract/check.ts'
import type { Contract } from '../contract/model.ts'
import type { Verdict } from '../contract/verdict.ts'
import type { TargetKind } from '../target/target.ts'

/** The server that a run was held against, without its token. */
export interface TargetFacts {
  readonly kind: TargetKind
  /** As the server says it; `unknown` when it never answered. */
  readonly version: string
  /** Why this kind was taken, in one clause. */
  readonly reason: string
  readonly url: string
  readonly org: string
  /** True: built for this run, so the verdicts prove the contract, the engine and the code, not a deployment. */
  readonly throwAway: boolean
}

/** All verdicts of one contract on one target. */
export interface Run {
  readonly contract: Pick<Contract, 'name' | 'file'>
  readonly target: TargetFacts
  /** Of the data that was written for this run; absent: none was. */
  readonly seed?: number
  /** RFC 3339, UTC. */
  readonly startedAt: string
  readonly tookMs: number
  readonly verdicts: readonly Verdict[]
  /** What kept the run from judging at all; its checks are then undecided. */
  readonly problem?: string
}

/** What turns a broken check into exit code 1. */
export const failOnChoices = ['warning', 'failure', 'never'] as const
export type FailOn = (typeof failOnChoices)[number]

/** All runs of one command, as the reports show them. */
export interface Report {
  /** Name of the command: `verify`. */
  readonly command: string
  /** Version of fluxproof. */
  readonly version: string
  readonly startedAt: string
  readonly tookMs: number
  readonly failOn: FailOn
  readonly runs: readonly Run[]
}

/** A run that could not judge: every check undecided for one reason. */
export function undecidedRun(
  base: Omit<Run, 'verdicts' | 'problem'>,
  checks: readonly Check[],
  { reason, next }: { readonly reason: string; readonly next: string },
): Run {
  return { ...base, problem: reason, verdicts: checks.map((check) => ({ check, status: 'error', reason, next })) }
}
