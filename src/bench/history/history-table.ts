import { median } from 'simple-statistics'
import type { HistorySeries } from './history-series.ts'
import { sparkline } from './sparkline.ts'

const head = ['workload', 'contender', 'metric', 'runs', 'median', 'last', 'against median', 'commit', 'trend']
/** Columns of numbers stand to the right. */
const toTheRight = new Set([3, 4, 5, 6])
/** Runs that a trend shows. */
const trendRuns = 24

/** Series as text, a table for each machine and kind of server; each line compares the last run with the median of those before it. */
export function formatHistory(series: readonly HistorySeries[]): string {
  const groups = Map.groupBy(series, ({ machine, target }) => `${machine}, ${target}`)
  return [...groups].map(([name, own]) => `${name}\n\n${formatRows([head, ...own.map(rowOf)])}\n`).join('\n')
}

function rowOf({ workload, contender, metric, points }: HistorySeries): readonly string[] {
  const last = points.at(-1)
  const before = points.slice(0, -1).flatMap(({ value }) => value ?? [])
  const middle = before.length === 0 ? undefined : median(before)
  return [
    workload,
    contender,
    metric.title,
    String(points.length),
    middle === undefined ? '' : metric.format(middle),
    last?.value === undefined ? 'no figure' : metric.format(last.value),
    changeText(last?.value, { middle, better: metric.better }),
    shortCommit(last?.commit),
    sparkline(points.slice(-trendRuns).map(({ value }) => value)),
  ]
}

function changeText(
  value: number | undefined,
  { middle, better }: { readonly middle: number | undefined; readonly better: 'higher' | 'lower' },
): string {
  if (value === undefined || middle === undefined || middle === 0) return ''
  const percent = (value / middle - 1) * 100
  if (Math.abs(percent) < 0.05) return '0.0 %'
  const word = percent > 0 === (better === 'higher') ? 'better' : 'worse'
  return `${Math.abs(percent).toFixed(1)} % ${word}`
}

/** Seven digits, and `+` for files that were changed. */
export function shortCommit(commit: string | undefined): string {
  if (commit === undefined) return ''
  return `${commit.slice(0, 7)}${commit.endsWith('-dirty') ? '+' : ''}`
}

function formatRows(rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((text, column) => {
          const width = widths[column] ?? 0
          return toTheRight.has(column) ? text.padStart(width) : text.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
