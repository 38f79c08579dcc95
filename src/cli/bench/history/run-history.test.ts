import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../../../bench/testing/sample-result.ts'
import { runVerb } from '../testing/run-verb.ts'
import { historyCommand } from './history-command.ts'

const result = (day: number, elapsedMs: number) =>
  JSON.stringify(
    sampleResult({
      startedAt: `2026-11-0${day}T03:00:00.000Z`,
      workloads: ['batch-1000', 'wide-points'].map((name) =>
        sampleWorkloadResult({ name, contenders: { writer: [sampleRound({ elapsedMs })] } }),
      ),
    }),
  )

test('results are added once and shown against the median of those before', async () => {
  using folder = temporaryFolder()
  const dir = folder.join('history')
  const added = [1, 2, 3].flatMap((day) => ['--add', folder.write(`${day}.json`, result(day, day === 3 ? 200 : 100))])
  const first = await runVerb(historyCommand, ['--dir', dir, ...added])
  expect(first.code).toBe(0)
  expect(first.stderr.match(/^2 lines of /gm)).toHaveLength(3)
  expect(first.stdout).toMatch(/^2 x AMD EPYC, linux x64, embedded\n/)
  expect(first.stdout).toMatch(/batch-1000\s+writer\s+per second\s+3\s+10 k\s+5000\s+50\.0 % worse\s+853c88a\s+██▁/)
  expect(first.stdout).toMatch(/wide-points\s+writer\s+p99/)
  const again = await runVerb(historyCommand, ['--dir', dir, ...added])
  expect(again.stderr.match(/^0 lines of /gm)).toHaveLength(3)
  expect(again.stdout).toBe(first.stdout)
})

test('workloads and metrics are chosen, and a chart is written', async () => {
  using folder = temporaryFolder()
  const dir = folder.join('history')
  const html = folder.join('reports/chart.html')
  const add = ['--add', folder.write('1.json', result(1, 100))]
  const chosen = ['--workload', 'wide-*', '--metric', 'elapsedMs', '--html', html]
  const { code, stdout } = await runVerb(historyCommand, ['--dir', dir, ...add, ...chosen])
  expect(code).toBe(0)
  expect(stdout).toContain('whole round')
  expect(stdout).not.toContain('batch-1000')
  expect(readFileSync(html, 'utf8').match(/<svg/g)).toHaveLength(1)
})

test('entries are printed as JSON', async () => {
  using folder = temporaryFolder()
  const dir = folder.join('history')
  const { stdout } = await runVerb(historyCommand, [
    '--dir',
    dir,
    '--add',
    folder.write('1.json', result(1, 100)),
    '--json',
  ])
  expect(JSON.parse(stdout)).toMatchObject({
    formatVersion: 1,
    entries: [{ workload: 'batch-1000' }, { workload: 'wide-points' }],
  })
})

test('a cut last line is warned of, and nothing to show is undecided', async () => {
  using folder = temporaryFolder()
  expect(await runVerb(historyCommand, ['--dir', folder.path])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is empty; append results with --add'),
  })
  folder.write('a.jsonl', '{"formatVersion":1,"at"')
  const { code, stderr } = await runVerb(historyCommand, ['--dir', folder.path])
  expect(code).toBe(2)
  expect(stderr).toContain('a.jsonl: the last line is cut off after 23 characters and left out')
})

test('a metric that is none is told with the nearest', async () => {
  expect(await runVerb(historyCommand, ['--metric', 'p99'])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Did you mean p99Ms?'),
  })
})
