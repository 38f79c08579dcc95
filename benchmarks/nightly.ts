/**
 * The nightly run: `npm run bench:nightly [option of bench run …]`. Measures the selection `nightly`, appends to the history, and writes
 * reports/nightly.{json,junit.xml,md,html}. Exit code as of `bench run`.
 */
import { join } from 'node:path'
import { argv, env, stderr, stdout } from 'node:process'
import { chartPage } from '../src/bench/history/chart/chart-page.ts'
import { historyMetrics } from '../src/bench/history/history-metric.ts'
import { historySeries } from '../src/bench/history/history-series.ts'
import { nightlySummary } from '../src/bench/history/nightly-summary.ts'
import { readHistory } from '../src/bench/history/read-history.ts'
import { readResult } from '../src/bench/result/read-result.ts'
import { createIo } from '../src/cli/io.ts'
import { run } from '../src/cli/run.ts'
import { writeWhole } from '../src/report/report-file.ts'

const history = env.BENCH_HISTORY ?? join(import.meta.dirname, 'history')
const reports = join(import.meta.dirname, '../reports')
const report = (ending: string) => join(reports, `nightly.${ending}`)

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
const io = createIo({
  stdout: { write: (text) => void stdout.write(text), isTTY: stdout.isTTY },
  stderr: { write: (text) => void stderr.write(text), isTTY: stderr.isTTY },
  env,
  signal: stopping.signal,
})
const files = [`--json=${report('json')}`, '--junit', report('junit.xml'), '--history', history]
const command = ['bench', 'run', '--selection', 'nightly', ...files, ...argv.slice(2)]
const begunAt = Date.now()
process.exitCode = await run(command, io)

// A run that ended before it measured left no result, or that of another night.
const result = await readResult(report('json')).catch(() => undefined)
if (result !== undefined && Date.parse(result.startedAt) >= begunAt - 1000) {
  const { entries, warnings } = await readHistory(history)
  for (const warning of warnings) io.stderr.write(`warning: ${warning}\n`)
  await writeWhole(report('md'), io.redact(nightlySummary(result, entries)))
  await writeWhole(report('html'), io.redact(chartPage(historySeries(entries, historyMetrics))))
  io.stdout.write(`${report('md')}\n${report('html')}\n`)
}
