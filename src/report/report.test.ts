import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import type { Check } from '../contract/check.ts'
import type { Verdict } from '../contract/verdict.ts'
import { formatJson, toJsonReport } from './json.ts'
import { formatJunit } from './junit.ts'
import { writeWhole } from './report-file.ts'
import { type FailOn, type Report, type Run, undecidedRun } from './run.ts'
import { formatEnd, formatRun } from './terminal.ts'
import { exitCodeOf, sumTotals } from './totals.ts'

function check(id: string, severity: Check['severity'] = 'failure'): Check {
  return { kind: 'org', id, severity, sentence: `the sentence of ${id}`, position: { line: 3, column: 1 } }
}

const passed = (id: string): Verdict => ({ check: check(id), status: 'passed' })
const failed = (id: string, severity?: Check['severity']): Verdict => ({
  check: check(id, severity),
  status: 'failed',
  expected: 'a < b & "c"',
  found: 'bell \u0007, half \ud800, line\nbreak ]]>',
  next: 'look',
})
const undecided = (id: string): Verdict => ({ check: check(id), status: 'error', reason: 'no answer', next: 'wait' })
const skipped = (id: string): Verdict => ({ check: check(id), status: 'skipped', reason: 'waived: known' })

function run(verdicts: readonly Verdict[], name = 'c'): Run {
  return {
    contract: { name, file: `${name}.yaml` },
    target: { kind: 'embedded', version: '2.8.0', reason: 'no URL', url: 'http://x', org: 'o', throwAway: true },
    seed: 7,
    startedAt: '2026-01-01T00:00:00.000Z',
    tookMs: 12.5,
    verdicts,
  }
}

function report(runs: readonly Run[], failOn: FailOn = 'failure'): Report {
  return { command: 'verify', version: '1.2.3', startedAt: '2026-01-01T00:00:00.000Z', tookMs: 20, failOn, runs }
}

/** Numbers of one start tag of the JUnit report. */
function numbersOf(xml: string, tag: string): Record<string, number> {
  const text = new RegExp(`<${tag} [^>]*>`).exec(xml)?.[0] ?? ''
  return Object.fromEntries(
    [...text.matchAll(/(tests|failures|errors|skipped)="(\d+)"/g)].map((m) => [m[1], Number(m[2])]),
  )
}

describe('exit codes', () => {
  const cases: readonly { name: string; runs: readonly Run[]; failOn?: FailOn; code: number }[] = [
    { name: 'kept checks end with 0', runs: [run([passed('a'), skipped('b')])], code: 0 },
    { name: 'a broken check ends with 1', runs: [run([passed('a'), failed('b')])], code: 1 },
    { name: 'a broken check outranks an undecided one', runs: [run([undecided('a')]), run([failed('b')])], code: 1 },
    { name: 'an undecided check ends with 2', runs: [run([passed('a'), undecided('b')])], code: 2 },
    { name: 'a broken warning ends with 0', runs: [run([failed('a', 'warning')])], code: 0 },
    {
      name: 'a broken warning ends with 1 under --fail-on warning',
      runs: [run([failed('a', 'warning')])],
      failOn: 'warning',
      code: 1,
    },
    { name: 'a broken check ends with 0 under --fail-on never', runs: [run([failed('a')])], failOn: 'never', code: 0 },
    {
      name: 'an undecided check ends with 2 under --fail-on never',
      runs: [run([failed('a'), undecided('b')])],
      failOn: 'never',
      code: 2,
    },
    { name: 'a run without checks ends with 2', runs: [run([passed('a')]), run([])], code: 2 },
    { name: 'no run ends with 2', runs: [], code: 2 },
  ]
  for (const { name, runs, failOn, code } of cases) {
    test(name, () => {
      expect(exitCodeOf(report(runs, failOn))).toBe(code)
      expect(toJsonReport(report(runs, failOn)).exitCode).toBe(code)
    })
  }
})

describe('reports', () => {
  const mixed = report([
    run([passed('c/1'), failed('c/2'), failed('c/3', 'warning'), undecided('c/4'), skipped('c/5')]),
    run([passed('d/1'), passed('d/2')], 'd'),
  ])

  test('agree on every number', () => {
    const json = toJsonReport(mixed)
    const xml = formatJunit(mixed)
    const { checks, passed: kept, failed: broken, warned, undecided: open, skipped: left } = json.totals
    expect(json.totals).toEqual({ checks: 7, passed: 3, failed: 1, warned: 1, undecided: 1, skipped: 1 })
    expect(numbersOf(xml, 'testsuites')).toEqual({ tests: checks, failures: broken, errors: open, skipped: left })
    expect(xml.match(/<testcase /g)).toHaveLength(checks)
    expect(xml.match(/<failure /g)).toHaveLength(broken)
    expect(xml.match(/<error /g)).toHaveLength(open)
    expect(xml.match(/<skipped /g)).toHaveLength(left)
    const end = formatEnd(mixed, { colour: false, verbosity: 'normal' })
    expect(end).toContain(
      `2 contracts, ${checks} checks: ${kept} kept, ${broken} broken, ${warned} warning, ${open} undecided, ${left} skipped`,
    )
    expect(json.runs.flatMap((one) => one.checks.map(({ outcome }) => outcome))).toEqual([
      'passed',
      'failed',
      'warned',
      'undecided',
      'skipped',
      'passed',
      'passed',
    ])
    expect(sumTotals(mixed)).toEqual(json.totals)
  })

  test('JUnit names are unique and carry target kind and version', () => {
    const xml = formatJunit(mixed)
    const names = [...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)].map((m) => `${m[1]} ${m[2]}`)
    expect(new Set(names).size).toBe(7)
    expect(xml).toContain('<testsuite name="c on embedded 2.8.0"')
    expect(xml).toContain('<property name="target.reason" value="no URL"/>')
    expect(xml).toContain('<property name="seed" value="7"/>')
  })

  test('JUnit holds nothing that XML cannot', () => {
    const xml = formatJunit(mixed)
    expect(xml).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Cs}]/u)
    expect(xml).toContain(
      'expected a &lt; b &amp; &quot;c&quot;, found bell \\u0007, half \\ud800, line&#10;break ]]&gt;',
    )
  })

  test('an empty run is an error in JUnit too', () => {
    expect(numbersOf(formatJunit(report([run([])])), 'testsuites')).toEqual({
      tests: 1,
      failures: 0,
      errors: 1,
      skipped: 0,
    })
  })

  test('a run that could not judge leaves every check undecided for one reason', () => {
    const { verdicts: _, ...base } = run([])
    const lost = report([undecidedRun(base, [check('c/1'), check('c/2')], { reason: 'no server', next: 'start it' })])
    expect(toJsonReport(lost).totals).toMatchObject({ checks: 2, undecided: 2 })
    const text = formatRun(lost.runs[0] ?? run([]), 'failure', { colour: false, verbosity: 'normal' })
    expect(text.match(/no server/g)).toHaveLength(1)
    expect(text).toContain('0 kept, 0 broken, 2 undecided')
  })

  test('the first line of a run names target kind, version and reason', () => {
    const [first] = formatRun(run([passed('a')]), 'failure', { colour: false, verbosity: 'normal' }).split('\n')
    expect(first).toBe('c on embedded 2.8.0 (no URL)')
  })

  test('quiet text shows broken and undecided checks only', () => {
    const options = { colour: false, verbosity: 'quiet' } as const
    const text = formatRun(mixed.runs[0] ?? run([]), 'failure', options)
    expect([...text.matchAll(/c\/\d/g)].map(([id]) => id)).toEqual(expect.arrayContaining(['c/2', 'c/4']))
    expect(text).not.toMatch(/c\/[135]\b/)
    expect(formatRun(run([passed('a')]), 'failure', options).split('\n')).toHaveLength(3)
  })

  test('plain text has no escape sequence, coloured text has', () => {
    expect(formatRun(run([failed('a')]), 'failure', { colour: false, verbosity: 'verbose' })).not.toContain('\u001b[')
    expect(formatRun(run([failed('a')]), 'failure', { colour: true, verbosity: 'verbose' })).toContain('\u001b[')
  })

  test('JSON is valid and has its format version', () => {
    expect(JSON.parse(formatJson(mixed))).toMatchObject({
      formatVersion: 1,
      tool: { name: 'fluxproof', version: '1.2.3' },
    })
  })
})

describe('report files', () => {
  test('are written whole into folders that are made for them', async () => {
    using folder = temporaryFolder()
    const path = folder.join('deep/er/report.xml')
    await writeWhole(path, 'text')
    expect(readFileSync(path, 'utf8')).toBe('text')
    expect(readdirSync(folder.join('deep/er'))).toEqual(['report.xml'])
  })

  test('with secrets are for their owner only, also over an older file', async () => {
    using folder = temporaryFolder()
    const path = folder.write('tokens', 'old', { mode: 0o644 })
    await writeWhole(path, 'new', { mode: 0o600 })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('that cannot be written leave nothing behind and say so', async () => {
    using folder = temporaryFolder()
    const file = folder.write('file', 'is no folder')
    await expect(writeWhole(`${file}/report.xml`, 'text')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/a file where a folder must be.*nothing half-written/),
    })
    expect(existsSync(`${folder.path}/report.xml`)).toBe(false)
    await expect(writeWhole(folder.path, 'text')).rejects.toMatchObject({
      message: expect.stringMatching(/a folder of that name/),
    })
    expect(readdirSync(folder.path)).toEqual(['file'])
  })

  test('in a folder that cannot have others end at once', async () => {
    await expect(writeWhole('/proc/fluxproof/report.xml', 'text')).rejects.toMatchObject({ exitCode: 2 })
  })
})
