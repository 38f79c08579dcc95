import type { ContenderResult, WorkloadResult } from '../result/bench-result.ts'
import { formatMs, formatRate, leastCeilingRatio } from '../run/judge-threshold.ts'
import type { Workload } from '../workload/workload.ts'

/** One line of the table: texts of its columns. */
export type TableRow = readonly string[]

export const tableHead: TableRow = [
  'workload',
  'contender',
  'per second',
  'p50',
  'p95',
  'p99',
  'success',
  'to first',
  'ceiling',
  'CPU/1000',
]

/** Rows of one workload: the first contender is what the others are compared with. */
export function tableRows({ workload, contenders, ceilingRatio, problem }: WorkloadResult): readonly TableRow[] {
  const [first] = contenders
  const rows = contenders
    .filter(({ name }) => name !== 'null-sink')
    .map((one, index) => {
      const name = index === 0 ? workload.name : ''
      const { summary } = one
      if (summary === undefined) return [name, one.name, 'no figure', '', '', '', '', '', '', '']
      const own = index === 0
      return [
        name,
        one.name,
        `${formatRate(summary.perSecond)} ${unitOf(workload, one.name)}`,
        formatMs(summary.p50Ms),
        formatMs(summary.p95Ms),
        formatMs(summary.p99Ms),
        `${(summary.success * 100).toFixed(2)} %`,
        own || workload.kind === 'mixed' ? '' : ratioText(one, first),
        own && ceilingRatio !== undefined ? ceilingText(ceilingRatio) : '',
        `${summary.cpuMsPerThousand.toFixed(1)} ms`,
      ]
    })
  if (rows.length > 0 || problem === undefined) return rows
  return [[workload.name, '', 'no figure', '', '', '', '', '', '', '']]
}

/** Rows as text, columns aligned, numbers to the right. */
export function formatTable(rows: readonly TableRow[]): string {
  const widths = tableHead.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: TableRow) =>
    row
      .map((text, column) => (column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

function unitOf(workload: Workload, contender: string): string {
  const isQuery = workload.kind === 'query' || (workload.kind === 'mixed' && workload.query === contender)
  if (isQuery) return 'queries'
  return workload.kind === 'start' ? 'starts' : 'points'
}

function ratioText(one: ContenderResult, first: ContenderResult | undefined): string {
  if (one.summary === undefined || first?.summary === undefined) return ''
  return `${(one.summary.perSecond / first.summary.perSecond).toFixed(2)}x`
}

function ceilingText(ratio: number): string {
  return `${ratio.toFixed(1)}x${ratio < leastCeilingRatio ? ' (driver)' : ''}`
}
