import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../../../bench/testing/sample-result.ts'
import { runVerb } from '../testing/run-verb.ts'
import { compareCommand } from './compare-command.ts'

/** As little as can be judged. */
const small = ['--launches', '1', '--rounds', '8', '--requests', '1', '--warm-up', '4']
const compare = (...argv: string[]) => runVerb(compareCommand, argv)
const resultText = (factor: number) =>
  JSON.stringify(
    sampleResult({
      workloads: [
        sampleWorkloadResult({
          contenders: {
            writer: Array.from({ length: 12 }, (_, one) => sampleRound({ elapsedMs: (100 + (one % 3)) * factor })),
          },
        }),
      ],
    }),
  )

test('two files: a regression ends with 1, the same twice with 2 or 0, and it says what was compared', async () => {
  using folder = temporaryFolder()
  const [before, after] = [folder.write('a.json', resultText(1)), folder.write('b.json', resultText(1.6))]
  const slower = await compare(before, after)
  expect(slower.stdout).toMatch(/batch-1000: durablePointsPerSecond .*-37\.5 % \(99 %: .*: regression\n/)
  expect(slower.stdout).toContain('not measured in turn')
  expect(slower.code).toBe(1)
  const same = await compare(before, before, '--min-effect', '30')
  expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('no change')])
  const open = await compare(before, before, '--min-effect', '1')
  expect([open.code, open.stdout]).toEqual([2, expect.stringMatching(/not enough evidence \(12 rounds; /)])
})

test('the comparison as JSON is all that stands on standard output', async () => {
  using folder = temporaryFolder()
  const file = folder.write('a.json', resultText(1))
  const { stdout, stderr } = await compare(file, file, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, comparisons: [{ workload: 'batch-1000' }] })
  expect(stderr).toContain('durablePointsPerSecond')
})

for (const [what, ...argv] of [
  ['nothing to compare'],
  ['one side only', '--base', 'embedded'],
  ['one file', 'a.json'],
  ['files and subjects', 'a.json', 'b.json', '--base', 'embedded'],
  ['files that are not there', '/nowhere/a.json', '/nowhere/b.json'],
  ['a subject that is none', '--base', 'embedded', '--head', 'influxd'],
  ['a folder without a fluxproof', '--base', 'embedded', '--head', 'dir:/nowhere'],
  ['a module that is not there', '--base', 'embedded', '--head', 'module:/nowhere/writer.js'],
  ['a workload of queries', '--base', 'embedded', '--head', 'embedded', '--workload', 'hourly-24'],
  ['a metric that writes do not have', '--base', 'embedded', '--head', 'embedded', '--metric', 'queriesPerSecond'],
  ['no launch at all', '--base', 'embedded', '--head', 'embedded', '--launches', '0'],
  ['a percentage that is none', '--base', 'embedded', '--head', 'embedded', '--min-effect', '0'],
] as const) {
  test(`${what} is refused with 64`, async () => {
    expect((await compare(...argv)).code).toBe(64)
  })
}

test('a server that runs already is not written to unasked', async () => {
  const env = { INFLUX_TOKEN: 'a-token-that-nobody-has', INFLUX_ORG: 'acme' }
  const argv = ['--base', 'url:http://127.0.0.1:9', '--head', 'embedded']
  const { code, stderr } = await runVerb(compareCommand, argv, { env })
  expect(stderr).toContain('--allow-write')
  expect(stderr).not.toContain(env.INFLUX_TOKEN)
  expect(code).toBe(64)
})

test('the engine is compared with itself: measured, read back, judged', async () => {
  using folder = temporaryFolder()
  const argv = ['--base', 'embedded', '--head', 'embedded', ...small, '--baselines', folder.path, '--json']
  const { code, stdout, stderr } = await compare(...argv)
  const report = JSON.parse(stdout)
  expect(report).toMatchObject({ formatVersion: 1, decides: 'fastestMs', base: 'embedded', workload: 'gate' })
  expect(report.metrics).toHaveLength(3)
  expect(report.rounds).toHaveLength(1)
  expect(stderr).toContain('No calibration at')
  // Which of them is a matter of the machine that runs the test.
  expect([0, 1, 2]).toContain(code)
}, 120_000)

test('a writer that loses a point makes the comparison an error', async () => {
  using folder = temporaryFolder()
  const writer = (keep: string) => `export default () => {
    let server, lines = [], count = 0
    return {
      open: async (given) => { server = given },
      write(line) { count++; if (${keep}) lines.push(line) },
      async flush() {
        const url = server.url + '/api/v2/write?org=' + server.org + '&bucket=' + server.bucket
        const answer = await fetch(url, { method: 'POST', headers: { authorization: 'Token ' + server.token }, body: lines.join('\\n') })
        if (answer.status !== 204) throw new Error('answered ' + answer.status)
        lines = []
      },
      close: async () => {},
    }
  }`
  const honest = folder.write('honest.mjs', writer('true'))
  const liar = folder.write('liar.mjs', writer('count !== 6_000'))
  const argv = ['--base', `module:${honest}`, '--head', `module:${liar}`, ...small, '--baselines', folder.path]
  const { code, stderr } = await compare(...argv)
  expect(stderr).toMatch(/read back what was written to module:.*liar\.mjs: .*missing: raw_reading/)
  expect(code).toBe(2)
}, 120_000)

test('calibrated noise is kept where the next comparison finds it', async () => {
  using folder = temporaryFolder()
  const { code, stdout } = await compare('--calibrate', ...small, '--launches', '2', '--baselines', folder.path)
  expect(stdout).toMatch(/fastestMs: launches differ by .* %; what counts is at least /)
  expect(code).toBe(0)
  const argv = ['--base', 'embedded', '--head', 'embedded', ...small, '--baselines', folder.path]
  expect((await compare(...argv)).stderr).not.toContain('No calibration')
}, 120_000)
