import type { Verdict } from '../contract/verdict.ts'
import type { FailOn, Report, Run } from './run.ts'
import { isEmpty, outcomeOf, sumTotals, totalsOf } from './totals.ts'
import { attributes, escapeText } from './xml.ts'

/**
 * JUnit XML: one suite a run, one test case a check. Names are unique, because readers keep only the first of two alike:
 * the name is the check's id, the class name its contract and kind. Suite names carry target kind and version.
 * A broken warning is a test case that passes and says so in its output.
 */
export function formatJunit(report: Report): string {
  const totals = sumTotals(report)
  const empty = report.runs.filter(isEmpty).length
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({
      name: `fluxproof ${report.command}`,
      tests: totals.checks + empty,
      failures: totals.failed,
      errors: totals.undecided + empty,
      skipped: totals.skipped,
      time: seconds(report.tookMs),
    })}>`,
    ...report.runs.flatMap((run) => suite(run, report.failOn)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(run: Run, failOn: FailOn): string[] {
  const totals = totalsOf(run, failOn)
  const { contract, target } = run
  const empty = isEmpty(run) ? 1 : 0
  const properties = {
    'contract.file': contract.file,
    'target.kind': target.kind,
    'target.version': target.version,
    'target.reason': target.reason,
    'target.url': target.url,
    'target.org': target.org,
    ...(run.seed !== undefined && { seed: String(run.seed) }),
  }
  return [
    `  <testsuite${attributes({
      name: `${contract.name} on ${target.kind} ${target.version}`,
      tests: totals.checks + empty,
      failures: totals.failed,
      errors: totals.undecided + empty,
      skipped: totals.skipped,
      time: seconds(run.tookMs),
      timestamp: run.startedAt,
      file: contract.file,
    })}>`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...(empty ? emptyCase(run) : run.verdicts.flatMap((verdict) => testCase(verdict, { run, failOn }))),
    '  </testsuite>',
  ]
}

function emptyCase(run: Run): string[] {
  const message = run.problem ?? 'no check was run: a run without checks proves nothing'
  const name = `${run.contract.name}/run`
  return [
    `    <testcase${attributes({ classname: run.contract.name, name, time: '0.000' })}>`,
    `      <error${attributes({ message, type: 'undecided' })}/>`,
    '    </testcase>',
  ]
}

function testCase(verdict: Verdict, { run, failOn }: { readonly run: Run; readonly failOn: FailOn }): string[] {
  const { check } = verdict
  const open = `    <testcase${attributes({
    classname: `${run.contract.name}.${check.kind}`,
    name: check.id,
    time: '0.000',
    file: run.contract.file,
    line: check.position.line,
  })}`
  const body = content(verdict, failOn)
  return body === undefined ? [`${open}/>`] : [`${open}>`, `      ${body}`, '    </testcase>']
}

function content(verdict: Verdict, failOn: FailOn): string | undefined {
  const { sentence } = verdict.check
  switch (verdict.status) {
    case 'passed':
      return undefined
    case 'failed': {
      const message = `expected ${verdict.expected}, found ${verdict.found}`
      const text = `${sentence}\n${message}\nnext: ${verdict.next}`
      return outcomeOf(verdict, failOn) === 'failed'
        ? `<failure${attributes({ message, type: verdict.check.kind })}>${escapeText(text)}</failure>`
        : `<system-out>${escapeText(`warning: ${text}`)}</system-out>`
    }
    case 'error': {
      const text = `${sentence}\n${verdict.reason}\nnext: ${verdict.next}`
      return `<error${attributes({ message: verdict.reason, type: 'undecided' })}>${escapeText(text)}</error>`
    }
    case 'skipped':
      return `<skipped${attributes({ message: verdict.reason })}/>`
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
