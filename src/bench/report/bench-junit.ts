import { attributes, escapeText } from '../../report/xml.ts'
import type { BenchResult, ThresholdVerdict, WorkloadResult } from '../result/bench-result.ts'
import { isBroken, totalsOf } from './outcome.ts'
import { thresholdText } from './threshold-text.ts'

/** JUnit XML: one suite a workload, one test case a threshold, with what was measured as its output. */
export function formatBenchJunit(result: BenchResult): string {
  const { passed, failed, errors } = totalsOf(result)
  const { kind, version } = result.target
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({
      name: `fluxproof bench on ${kind} ${version}`,
      tests: passed + failed + errors,
      failures: failed,
      errors,
      skipped: 0,
      time: seconds(result.tookMs),
    })}>`,
    ...(result.workloads.length === 0 ? emptyRun() : result.workloads.flatMap((one) => suite(one, result))),
    '</testsuites>',
    '',
  ].join('\n')
}

function emptyRun(): string[] {
  const message = 'no workload was run: a run without figures proves nothing'
  return [
    `  <testsuite${attributes({ name: 'bench', tests: 1, errors: 1 })}>`,
    `    <testcase${attributes({ classname: 'bench', name: 'run', time: '0.000' })}>`,
    `      <error${attributes({ message, type: 'undecided' })}/>`,
    '    </testcase>',
    '  </testsuite>',
  ]
}

function suite(one: WorkloadResult, { target, machine, seed, startedAt, commit }: BenchResult): string[] {
  const { passed, failed, errors } = totalsOf({ workloads: [one] })
  const properties = {
    'target.kind': target.kind,
    'target.version': target.version,
    'machine.class': machine.class,
    seed: String(seed),
    ...(commit !== undefined && { commit }),
  }
  return [
    `  <testsuite${attributes({
      name: one.workload.name,
      tests: passed + failed + errors,
      failures: failed,
      errors,
      skipped: 0,
      timestamp: startedAt,
    })}>`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...one.thresholds.flatMap((verdict) => testCase(one, verdict)),
    ...(isBroken(one) ? brokenCase(one) : []),
    '  </testsuite>',
  ]
}

function testCase({ workload }: WorkloadResult, { threshold, status, found, reason }: ThresholdVerdict): string[] {
  const name = `${workload.name}: ${thresholdText(threshold)}`
  const text = `${workload.title}\nfound ${found}${reason === undefined ? '' : `\n${reason}`}`
  const message = reason ?? `expected ${thresholdText(threshold)}, found ${found}`
  const verdict = {
    passed: [],
    failed: [`      <failure${attributes({ message, type: 'PerformanceRegression' })}>${escapeText(text)}</failure>`],
    error: [`      <error${attributes({ message, type: 'undecided' })}>${escapeText(text)}</error>`],
  }
  return [
    `    <testcase${attributes({ classname: `bench.${workload.name}`, name, time: '0.000' })}>`,
    ...verdict[status],
    `      <system-out>${escapeText(text)}</system-out>`,
    '    </testcase>',
  ]
}

function brokenCase({ workload, problem = '' }: WorkloadResult): string[] {
  return [
    `    <testcase${attributes({ classname: `bench.${workload.name}`, name: `${workload.name}: run`, time: '0.000' })}>`,
    `      <error${attributes({ message: problem, type: 'undecided' })}/>`,
    '    </testcase>',
  ]
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
