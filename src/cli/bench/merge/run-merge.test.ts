import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../../../bench/testing/sample-result.ts'
import { runVerb } from '../testing/run-verb.ts'
import { mergeCommand } from './merge-command.ts'

const shard = (index: number, elapsedMs = 100) =>
  JSON.stringify(
    sampleResult({
      shard: { index, of: 2 },
      workloads: [sampleWorkloadResult({ contenders: { writer: [sampleRound({ points: 500, elapsedMs })] } })],
    }),
  )

test('shards are merged, printed, and written as a result that can be read again', async () => {
  using folder = temporaryFolder()
  const files = [folder.write('1.json', shard(1)), folder.write('2.json', shard(2, 250))]
  const merged = folder.join('merged.json')
  const { code, stdout } = await runVerb(mergeCommand, [...files, `--json=${merged}`])
  expect(code).toBe(0)
  expect(stdout).toContain('2 shards on 2 x AMD EPYC, linux x64, embedded 2.8.0, seed 1')
  expect(stdout).toMatch(/batch-1000\s+writer\s+4000 points/)
  expect(JSON.parse(readFileSync(merged, 'utf8'))).toMatchObject({ formatVersion: 1, machine: { cores: 4 } })
  const again = await runVerb(mergeCommand, [merged])
  expect(again).toMatchObject({ code: 64, stderr: expect.stringContaining('1 of 1 results that are no shard') })
})

test('a missed threshold of the whole is the exit code', async () => {
  using folder = temporaryFolder()
  const files = [folder.write('1.json', shard(1)), folder.write('2.json', shard(2, 6000))]
  const { code, stdout } = await runVerb(mergeCommand, files)
  expect(code).toBe(1)
  expect(stdout).toContain('missed  batch-1000: whole round at most')
})

test('a file that is no result is told with its place', async () => {
  using folder = temporaryFolder()
  const said = async (text: string) => (await runVerb(mergeCommand, [folder.write('a.json', text)])).stderr
  expect(await said('{"formatVersion":1}')).toMatch(/read the benchmark result .*a\.json: expected .* at fluxproof/)
  expect(await said('{"formatVersion":2}')).toContain('at formatVersion')
  expect(await said('not json')).toContain('JSON')
  expect((await runVerb(mergeCommand, [folder.join('none.json')])).code).toBe(64)
})
