import { appendHistory } from '../../../bench/history/append-history.ts'
import { chartPage } from '../../../bench/history/chart/chart-page.ts'
import type { HistoryEntry } from '../../../bench/history/history-entry.ts'
import { historyMetrics } from '../../../bench/history/history-metric.ts'
import { historySeries } from '../../../bench/history/history-series.ts'
import { formatHistory } from '../../../bench/history/history-table.ts'
import { readHistory } from '../../../bench/history/read-history.ts'
import { readResult } from '../../../bench/result/read-result.ts'
import { globMatcher } from '../../../contract/glob.ts'
import { nearest } from '../../../contract/problem.ts'
import { exitCode, UsageError } from '../../../errors/index.ts'
import { writeWhole } from '../../../report/report-file.ts'
import type { Io } from '../../io.ts'
import type { HistoryFlags } from './history-command.ts'

/** What a table shows unless metrics are named; the chart shows all. */
const inTable: readonly string[] = ['perSecond', 'p99Ms']

/** Appends, reads and shows a history. @returns 2 when it holds nothing that was asked for. */
export async function runHistory(flags: HistoryFlags, { io }: { readonly io: Io }): Promise<number> {
  const { dir, html, json } = flags
  const metrics = metricsOf(flags.metric)
  for (const path of flags.add ?? []) {
    const { added, warnings, ...to } = await appendHistory(await readResult(path), dir)
    for (const warning of warnings) io.stderr.write(`warning: ${warning}\n`)
    io.stderr.write(`${added} lines of ${path} added to ${to.path}\n`)
  }
  const { entries: all, warnings } = await readHistory(dir)
  for (const warning of warnings) io.stderr.write(`warning: ${warning}\n`)
  const entries = all.filter(selects(flags))
  if (entries.length === 0) {
    const what =
      all.length === 0 ? 'is empty; append results with --add' : `has ${all.length} entries, none of them asked for`
    io.stderr.write(`fluxproof: the history in ${dir} ${what}\n`)
    return exitCode.undecided
  }
  if (html !== undefined) {
    await writeWhole(html, chartPage(historySeries(entries, metrics ?? historyMetrics)), { what: 'chart' })
  }
  const text = `${JSON.stringify({ formatVersion: 1, entries }, null, 2)}\n`
  if (json === '-') {
    io.stdout.write(text)
    return exitCode.kept
  }
  if (json !== undefined) await writeWhole(json, text, { what: 'history' })
  const shown = metrics ?? historyMetrics.filter(({ name }) => inTable.includes(name))
  io.stdout.write(formatHistory(historySeries(entries, shown)))
  return exitCode.kept
}

function metricsOf(names: readonly string[] | undefined): typeof historyMetrics | undefined {
  const known = historyMetrics.map(({ name }) => name)
  for (const name of names ?? []) {
    if (known.includes(name)) continue
    const near = nearest(name, known)
    throw new UsageError({
      operation: 'show the history',
      expected: `--metric to be one of ${known.join(', ')}`,
      found: name,
      ...(near !== undefined && { next: `Did you mean ${near}?` }),
    })
  }
  return names && historyMetrics.filter(({ name }) => names.includes(name))
}

function selects({ workload, contender, machine }: HistoryFlags): (entry: HistoryEntry) => boolean {
  const any = (globs: readonly string[] | undefined) => {
    const matchers = globs?.map(globMatcher)
    return (text: string) => matchers?.some((matches) => matches(text)) ?? true
  }
  const [workloads, contenders, machines] = [
    any(workload),
    any(contender),
    any(machine === undefined ? undefined : [machine]),
  ]
  return (entry) => workloads(entry.workload) && contenders(entry.contender) && machines(entry.machine)
}
