import pc from 'picocolors'
import type { Verdict } from '../contract/verdict.ts'
import type { FailOn, Report, Run, TargetFacts } from './run.ts'
import { type Outcome, outcomeOf, runOutcome, sumTotals, type Totals, totalsOf } from './totals.ts'

/** How much is shown: `quiet` broken and undecided checks, `normal` skipped ones and counts too, `verbose` kept ones too. */
export type Verbosity = 'quiet' | 'normal' | 'verbose'

export interface TerminalOptions {
  readonly colour: boolean
  readonly verbosity: Verbosity
}

type Colours = ReturnType<typeof pc.createColors>

const words: Readonly<Record<Outcome, string>> = {
  passed: 'kept',
  failed: 'broken',
  warned: 'warning',
  undecided: 'undecided',
  skipped: 'skipped',
}

const shownBy: Readonly<Record<Verbosity, readonly Outcome[]>> = {
  quiet: ['failed', 'undecided'],
  normal: ['failed', 'warned', 'undecided', 'skipped'],
  verbose: ['failed', 'warned', 'undecided', 'skipped', 'passed'],
}

/** The first line of a run: which server, and why that one. */
export function targetLine(contract: string, target: TargetFacts): string {
  return `${contract} on ${target.kind} ${target.version} (${target.reason})`
}

/** One run as text, with a newline at its end. */
export function formatRun(run: Run, failOn: FailOn, options: TerminalOptions): string {
  const colours = pc.createColors(options.colour)
  const groups = shownBy[options.verbosity].flatMap((outcome) =>
    group(run, outcome, { failOn, colours, verbosity: options.verbosity }),
  )
  const empty = run.verdicts.length === 0
  const outcome = runOutcome(run, failOn)
  const mark = outcome === 'passed' ? colours.green('✓') : outcome === 'failed' ? colours.red('✗') : colours.yellow('?')
  return [
    colours.bold(targetLine(run.contract.name, run.target)),
    ...(run.problem === undefined ? [] : [`  ${colours.yellow('problem')}  ${run.problem}`]),
    ...(empty && run.problem === undefined ? [`  ${colours.yellow('no check was run: this proves nothing')}`] : []),
    ...groups,
    `  ${mark} ${summary(totalsOf(run, failOn), colours)} ${colours.dim(`in ${formatMs(run.tookMs)}`)}`,
    '',
  ].join('\n')
}

/** The last lines of a report: totals over all runs, and what a throw-away server does not prove. */
export function formatEnd(report: Report, options: TerminalOptions): string {
  const colours = pc.createColors(options.colour)
  const contracts = `${report.runs.length} ${report.runs.length === 1 ? 'contract' : 'contracts'}`
  const totals = sumTotals(report)
  const throwAway = report.runs.some((run) => run.target.throwAway)
  return [
    `${contracts}, ${totals.checks} checks: ${summary(totals, colours)} ${colours.dim(`in ${formatMs(report.tookMs)}`)}`,
    ...(throwAway && options.verbosity !== 'quiet'
      ? [colours.dim('A throw-away server proves the contract, the engine and the code, not a deployment.')]
      : []),
    '',
  ].join('\n')
}

function group(
  run: Run,
  outcome: Outcome,
  { failOn, colours, verbosity }: { readonly failOn: FailOn; readonly colours: Colours; readonly verbosity: Verbosity },
): string[] {
  const verdicts = run.verdicts.filter((verdict) => outcomeOf(verdict, failOn) === outcome)
  if (outcome === 'undecided' && run.problem !== undefined) {
    // One reason for all of them: it stands above.
    return verbosity === 'verbose' ? verdicts.map((one) => `    ${one.check.id}`) : []
  }
  if (outcome === 'skipped') return skippedByReason(verdicts, colours)
  return verdicts.flatMap((verdict) => lines(verdict, { outcome, colours }))
}

/** Skipped checks share few reasons: each is said once. */
function skippedByReason(verdicts: readonly Verdict[], colours: Colours): string[] {
  const byReason = new Map<string, string[]>()
  for (const verdict of verdicts) {
    if (verdict.status !== 'skipped') continue
    const ids = byReason.get(verdict.reason) ?? []
    ids.push(verdict.check.id)
    byReason.set(verdict.reason, ids)
  }
  return [...byReason].flatMap(([reason, ids]) => [
    `  ${colours.cyan('skipped')}  ${reason}`,
    ...ids.map((id) => `           ${colours.dim(id)}`),
  ])
}

function lines(
  verdict: Verdict,
  { outcome, colours }: { readonly outcome: Outcome; readonly colours: Colours },
): string[] {
  const paint = {
    failed: colours.red,
    warned: colours.yellow,
    undecided: colours.yellow,
    skipped: colours.cyan,
    passed: colours.green,
  }
  const word = words[outcome]
  const indent = ' '.repeat(word.length + 4)
  const head = `  ${paint[outcome](word)}  ${colours.bold(verdict.check.id)}`
  switch (verdict.status) {
    case 'passed':
      return [`  ${paint[outcome](word)}  ${verdict.check.id}`]
    case 'failed':
      return [
        head,
        `${indent}${verdict.check.sentence}`,
        `${indent}expected ${verdict.expected}`,
        `${indent}found    ${verdict.found}`,
        `${indent}next: ${verdict.next}`,
      ]
    case 'error':
      return [
        head,
        `${indent}${verdict.check.sentence}`,
        `${indent}${verdict.reason}`,
        `${indent}next: ${verdict.next}`,
      ]
    case 'skipped':
      return [head, `${indent}${verdict.reason}`]
  }
}

function summary(totals: Totals, colours: Colours): string {
  const shown = (outcome: Outcome, paint: (text: string) => string) => {
    const text = `${totals[outcome]} ${words[outcome]}`
    return totals[outcome] > 0 ? paint(text) : text
  }
  return [
    shown('passed', colours.green),
    shown('failed', colours.red),
    ...(totals.warned > 0 ? [shown('warned', colours.yellow)] : []),
    shown('undecided', colours.yellow),
    shown('skipped', colours.cyan),
  ].join(', ')
}

function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`
}
