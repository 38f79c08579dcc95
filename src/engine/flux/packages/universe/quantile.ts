import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { TDigest } from '../../stats/t-digest.ts'
import type { Column } from '../../table/column.ts'
import { Column as TableColumn } from '../../table/column.ts'
import { compareCells } from '../../table/group-key.ts'
import { columnOf, keyColumns, pickRows, type Table } from '../../table/table.ts'
import { aggregateTable } from '../aggregate.ts'
import { transformation } from '../transformation.ts'

interface QuantileSpec {
  readonly q: number
  readonly method: string
  readonly compression: number
  readonly column: string
}

/** The value at a rank: estimated, interpolated between neighbours, or the row itself. */
export const quantile = transformation<QuantileSpec>('quantile', ['q', 'column?', 'compression?', 'method?'], {
  options: (args) => quantileSpec(args, args.float('q')),
  table: (table, spec) => quantileTable(table, spec),
})

/** The middle value. */
export const median = transformation<QuantileSpec>('median', ['column?', 'compression?', 'method?'], {
  options: (args) => quantileSpec(args, 0.5),
  table: (table, spec) => quantileTable(table, spec),
})

function quantileSpec(args: Args, q: number): QuantileSpec {
  if (!(q >= 0 && q <= 1)) throw new FluxError('quantile must be between 0 and 1')
  const method = args.string('method', 'estimate_tdigest')
  const compression = args.float('compression', 0)
  if (compression > 0 && method !== 'estimate_tdigest') {
    throw new FluxError('compression parameter is only valid for method estimate_tdigest')
  }
  if (!['estimate_tdigest', 'exact_mean', 'exact_selector'].includes(method)) {
    throw new FluxError(`unknown method ${method}`)
  }
  return { q, method, compression: compression === 0 ? 1000 : compression, column: args.string('column', '_value') }
}

function quantileTable(table: Table, spec: QuantileSpec): Table {
  if (spec.method === 'exact_selector') return selected(table, spec)
  return aggregateTable(table, spec.column, (column) => {
    const taken = spec.method === 'exact_mean' ? ['float'] : ['float', 'int', 'uint']
    if (!taken.includes(column.type)) throw new FluxError(`unsupported aggregate column type ${column.type}`)
    const values = numbers(column)
    const value =
      values.length === 0 ? null : spec.method === 'exact_mean' ? interpolated(values, spec.q) : estimated(values, spec)
    return { type: 'float', value }
  })
}

function numbers({ data }: Column): number[] {
  const values: number[] = []
  for (let row = 0; row < data.length; row++) {
    const cell = data[row] ?? null
    if (cell !== null) values.push(Number(cell))
  }
  return values
}

function estimated(values: readonly number[], { q, compression }: QuantileSpec): number {
  const digest = new TDigest(compression)
  for (const value of values) digest.add(value)
  return digest.quantile(q)
}

function interpolated(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const x = q * (sorted.length - 1)
  const low = Math.floor(x)
  const high = Math.ceil(x)
  const below = sorted[low] ?? Number.NaN
  if (low === high) return below
  return below * (high - x) + (sorted[high] ?? Number.NaN) * (x - low)
}

/** The row at the rank; a table without values keeps one row of its key and nulls. */
function selected(table: Table, { q, column: label }: QuantileSpec): Table {
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`no column "${label}" exists`)
  const rows = Array.from({ length: table.length }, (_, row) => row).filter((row) => column.at(row) !== null)
  if (rows.length === 0) {
    const key = new Map(keyColumns(table.key, 1).map((one) => [one.label, one]))
    const columns = table.columns.map((one) => key.get(one.label) ?? new TableColumn(one.label, one.type, [null]))
    return { key: table.key, columns, length: 1 }
  }
  rows.sort((a, b) => compareCells(column.at(a), column.at(b)) || a - b)
  const index = Math.max(0, Math.ceil(q * rows.length) - 1)
  return pickRows(table, [rows[index] ?? 0])
}
