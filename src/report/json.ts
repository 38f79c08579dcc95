import type { Check, Severity } from '../contract/check.ts'
import type { FailOn, Report, TargetFacts } from './run.ts'
import { exitCodeOf, type Outcome, outcomeOf, runOutcome, sumTotals, type Totals, totalsOf } from './totals.ts'

/** Raised when a field of the JSON report changes its meaning or goes away; new fields may come without it. */
export const jsonFormatVersion = 1

/** The JSON report. */
export interface JsonReport {
  readonly formatVersion: typeof jsonFormatVersion
  readonly tool: { readonly name: 'fluxproof'; readonly version: string; readonly command: string }
  /** RFC 3339, UTC. */
  readonly startedAt: string
  readonly tookMs: number
  readonly failOn: FailOn
  readonly exitCode: number
  readonly totals: Totals
  readonly runs: readonly JsonRun[]
}

export interface JsonRun {
  readonly contract: { readonly name: string; readonly file: string }
  readonly target: TargetFacts
  readonly seed?: number
  readonly startedAt: string
  readonly tookMs: number
  readonly outcome: 'failed' | 'undecided' | 'passed'
  readonly problem?: string
  readonly totals: Totals
  readonly checks: readonly JsonCheck[]
}

/** One verdict. `expected`, `found` and `next` come with broken checks, `reason` with undecided and skipped ones. */
export interface JsonCheck {
  readonly id: string
  readonly kind: Check['kind']
  readonly severity: Severity
  readonly sentence: string
  /** Line of the contract file, from 1. */
  readonly line: number
  readonly outcome: Outcome
  readonly expected?: string
  readonly found?: string
  readonly next?: string
  readonly reason?: string
}

/** The report as data, ready to be written as JSON. */
export function toJsonReport(report: Report): JsonReport {
  return {
    formatVersion: jsonFormatVersion,
    tool: { name: 'fluxproof', version: report.version, command: report.command },
    startedAt: report.startedAt,
    tookMs: Math.round(report.tookMs),
    failOn: report.failOn,
    exitCode: exitCodeOf(report),
    totals: sumTotals(report),
    runs: report.runs.map((run) => ({
      contract: { name: run.contract.name, file: run.contract.file },
      target: run.target,
      ...(run.seed !== undefined && { seed: run.seed }),
      startedAt: run.startedAt,
      tookMs: Math.round(run.tookMs),
      outcome: runOutcome(run, report.failOn),
      ...(run.problem !== undefined && { problem: run.problem }),
      totals: totalsOf(run, report.failOn),
      checks: run.verdicts.map((verdict): JsonCheck => {
        const { check, status: _, ...facts } = verdict
        return {
          id: check.id,
          kind: check.kind,
          severity: check.severity,
          sentence: check.sentence,
          line: check.position.line,
          outcome: outcomeOf(verdict, report.failOn),
          ...facts,
        }
      }),
    })),
  }
}

/** The JSON report as text, with a newline at its end. */
export function formatJson(report: Report): string {
  return `${JSON.stringify(toJsonReport(report), null, 2)}\n`
}
