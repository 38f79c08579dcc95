import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { BenchResult } from '../../../bench/result/bench-result.ts'
import { runVerb } from '../testing/run-verb.ts'
import { benchRunCommand } from './command.ts'

const bench = (argv: readonly string[], env?: Readonly<Record<string, string>>) =>
  runVerb(benchRunCommand, argv, env === undefined ? {} : { env })

test('measures a workload on the embedded engine and writes table, JSON, JUnit and history', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fluxproof-bench-'))
  try {
    const at = (name: string) => join(folder, name)
    const files = [`--json=${at('bench.json')}`, '--junit', at('bench.xml'), '--history', at('history')]
    const asked = ['batch-999', '--target', 'embedded', '--rounds', '1', '--seed', '5', ...files]
    const { code, stdout } = await bench(asked)
    const result = JSON.parse(readFileSync(at('bench.json'), 'utf8')) as BenchResult
    const [workload] = result.workloads
    expect(result).toMatchObject({ seed: 5, target: { kind: 'embedded' } })
    expect(workload?.contenders.map(({ name }) => name)).toContain('official-client')
    expect(workload?.contenders[0]?.rounds[0]).toMatchObject({
      handedIn: 999,
      acknowledged: 999,
      stored: { points: 999 },
    })
    expect(stdout).toMatch(/^batch-999 +writer +[\d.]+( [kM])? points +/m)
    const junit = readFileSync(at('bench.xml'), 'utf8')
    expect(junit.match(/<testcase /g)).toHaveLength(workload?.thresholds.length ?? 0)
    expect(readdirSync(at('history'))).toHaveLength(1)
    // A machine under load may miss a bound of time; nothing else may go wrong.
    expect(workload?.problem).toBeUndefined()
    expect([0, 1, 2]).toContain(code)
    expect(code === 0).toBe(workload?.thresholds.every(({ status }) => status === 'passed'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('lists workloads without a server', async () => {
  const { code, stdout } = await bench(['ingest-*', '--list'])
  expect(code).toBe(0)
  expect(stdout).toContain('ingest-open\n    20 requests of 1 000 energy readings a second')
  expect(stdout).not.toContain('batch-1000')
})

const secret = 'a-token-that-is-secret'
const refused: readonly [string, readonly string[], RegExp][] = [
  ['a name that no workload has', ['batch-100'], /Did you mean batch-1000\?/],
  ['a shard that is none', ['batch-1000', '--shard', '3/2'], /Expected i\/n with 1 ≤ i ≤ n/],
  ['no rounds at all', ['batch-1000', '--rounds', '0'], /from 1/],
  ['a remote without --allow-write', ['batch-1000'], /expected --allow-write, because the target is a remote/],
]
for (const [what, argv, said] of refused) {
  test(`refuses ${what} before anything is written`, async () => {
    const { code, stdout, stderr } = await bench(argv, { INFLUX_URL: 'http://127.0.0.1:9', INFLUX_TOKEN: secret })
    expect(code).toBe(64)
    expect(stderr).toMatch(said)
    expect(stdout + stderr).not.toContain(secret)
  })
}
