import type { Cell, ResultSeries, StatementResult } from './host.ts'

/** Units of the `epoch` parameter, in nanoseconds; absent: times are RFC 3339. */
const epochUnits: Readonly<Record<string, bigint>> = {
  ns: 1n,
  u: 1_000n,
  µ: 1_000n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** RFC 3339 with as many digits of the fraction as are not zero. */
function rfc3339(ns: bigint): string {
  const fraction = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  const seconds = (ns - fraction) / 1_000_000_000n
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19)
  return fraction === 0n ? `${whole}Z` : `${whole}.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}Z`
}

function jsonCell(cell: Cell, isTime: boolean, epoch: string | undefined): string {
  if (typeof cell !== 'bigint') return JSON.stringify(cell)
  if (!isTime) return cell.toString()
  const unit = epochUnits[epoch ?? '']
  return unit === undefined ? JSON.stringify(rfc3339(cell)) : (cell / unit).toString()
}

function jsonSeries(series: ResultSeries, epoch: string | undefined): string {
  const { name, tags, columns, values, timeColumn } = series
  const rows = values.map((row) => `[${row.map((cell, i) => jsonCell(cell, i === timeColumn, epoch)).join(',')}]`)
  const parts = [
    ...(name === undefined ? [] : [`"name":${JSON.stringify(name)}`]),
    ...(tags === undefined ? [] : [`"tags":${JSON.stringify(tags)}`]),
    `"columns":${JSON.stringify(columns)}`,
    `"values":[${rows.join(',')}]`,
  ]
  return `{${parts.join(',')}}`
}

/** The answer as JSON, integers exact. */
export function renderJson(results: readonly StatementResult[], epoch: string | undefined): string {
  if (results.length === 0) return '{}\n'
  const texts = results.map(({ statementId, series, error }) => {
    const parts = [
      `"statement_id":${statementId}`,
      ...(series === undefined || series.length === 0
        ? []
        : [`"series":[${series.map((one) => jsonSeries(one, epoch)).join(',')}]`]),
      ...(error === undefined ? [] : [`"error":${JSON.stringify(error)}`]),
    ]
    return `{${parts.join(',')}}`
  })
  return `{"results":[${texts.join(',')}]}\n`
}

function csvText(text: string): string {
  return /[",\r\n]|^ /.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The answer as CSV: name, tags, then the columns; a blank line where the columns change. Times are numbers. */
export function renderCsv(results: readonly StatementResult[], epoch: string | undefined): string {
  const unit = epochUnits[epoch ?? 'ns'] ?? 1n
  const lines: string[] = []
  let header = ''
  for (const { series = [], error } of results) {
    if (error !== undefined) lines.push('error', csvText(error))
    for (const { name = '', tags = {}, columns, values, timeColumn } of series) {
      const head = ['name', 'tags', ...columns].map(csvText).join(',')
      if (head !== header) {
        if (header !== '') lines.push('')
        lines.push(head)
        header = head
      }
      const tagText = Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(',')
      for (const row of values) {
        const cells = row.map((cell, i) => (typeof cell === 'bigint' && i === timeColumn ? cell / unit : (cell ?? '')))
        lines.push([name, tagText, ...cells].map((cell) => csvText(String(cell))).join(','))
      }
    }
  }
  return lines.map((line) => `${line}\n`).join('')
}
