import type { Verdict } from '../contract/verdict.ts'
import { exitCode } from '../errors/index.ts'
import type { FailOn, Report, Run } from './run.ts'

/** Numbers of checks by what became of them; the five add up to `checks`. */
export interface Totals {
  readonly checks: number
  readonly passed: number
  /** Broken checks that count as failures. */
  readonly failed: number
  /** Broken checks of severity `warning`, unless warnings are to fail. */
  readonly warned: number
  /** The harness could not tell. */
  readonly undecided: number
  readonly skipped: number
}

export type Outcome = keyof Omit<Totals, 'checks'>

/** What became of one check; a broken warning is a failure only under `--fail-on warning`. */
export function outcomeOf(verdict: Verdict, failOn: FailOn): Outcome {
  if (verdict.status === 'error') return 'undecided'
  if (verdict.status !== 'failed') return verdict.status
  return verdict.check.severity === 'warning' && failOn !== 'warning' ? 'warned' : 'failed'
}

/** Counts the verdicts of one run. */
export function totalsOf(run: Run, failOn: FailOn): Totals {
  const totals = { checks: run.verdicts.length, passed: 0, failed: 0, warned: 0, undecided: 0, skipped: 0 }
  for (const verdict of run.verdicts) totals[outcomeOf(verdict, failOn)] += 1
  return totals
}

/** Adds up the totals of all runs. */
export function sumTotals(report: Report): Totals {
  const sum = { checks: 0, passed: 0, failed: 0, warned: 0, undecided: 0, skipped: 0 }
  for (const run of report.runs) {
    const totals = totalsOf(run, report.failOn)
    for (const key of Object.keys(sum) as (keyof Totals)[]) sum[key] += totals[key]
  }
  return sum
}

/** True when a run has no check: it proves nothing. */
export function isEmpty(run: Run): boolean {
  return run.verdicts.length === 0
}

/** How a run ended, the worst outcome first; a run without checks is undecided. */
export function runOutcome(run: Run, failOn: FailOn): 'failed' | 'undecided' | 'passed' {
  const { failed, undecided } = totalsOf(run, failOn)
  if (failed > 0) return 'failed'
  return undecided > 0 || run.problem !== undefined || isEmpty(run) ? 'undecided' : 'passed'
}

/** Exit code of the command line: 1 any check failed, else 2 anything could not be told, else 0. */
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  const { failed, undecided } = sumTotals(report)
  if (failed > 0 && report.failOn !== 'never') return exitCode.broken
  const withoutVerdict =
    report.runs.length === 0 || report.runs.some((run) => isEmpty(run) || run.problem !== undefined)
  return undecided > 0 || withoutVerdict ? exitCode.undecided : exitCode.kept
}
