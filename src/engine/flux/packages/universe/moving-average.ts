import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, pickRows, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

/** The mean of each run of `n` rows, nulls passed over; a shorter table gives one row, the mean of all. */
export const movingAverage = transformation('movingAverage', ['n'], {
  options(args) {
    const n = args.int('n')
    if (n <= 0n) throw new FluxError(`cannot take moving average with a period of ${n} (must be greater than 0)`)
    return Number(n)
  },
  *stream(tables, n) {
    // A table that is too short is sent empty where it stands, and with its one row after all others.
    const short: Table[] = []
    for (const table of tables) {
      const averaged = averageTable(table, n)
      if (table.length === 0 || table.length >= n) {
        yield averaged
        continue
      }
      yield pickRows(averaged, [])
      short.push(averaged)
    }
    yield* short
  },
})

/** Numbers of a column to average; null where a cell is. Throws for other types. */
export function averagedColumn(table: Table, average = 'moving average'): Column {
  const column = columnOf(table, '_value')
  if (column === undefined) throw new FluxError('cannot find _value column')
  if (!['float', 'int', 'uint'].includes(column.type)) {
    throw new FluxError(`cannot take ${average} of column _value (type ${column.type})`)
  }
  return column
}

/** The table with `_value` replaced by floats, cut to these rows. */
export function withValues(table: Table, rows: readonly number[], cells: readonly Cell[]): Table {
  const kept = pickRows(table, rows)
  const columns = kept.columns.map((column) =>
    column.label === '_value' ? new Column('_value', 'float', cells) : column,
  )
  return { key: table.key, columns, length: kept.length }
}

function averageTable(table: Table, n: number): Table {
  const column = averagedColumn(table)
  if (table.length === 0) return withValues(table, [], [])
  const rows: number[] = []
  const cells: Cell[] = []
  const first = Math.min(n, table.length) - 1
  let sum = 0
  let count = 0
  for (let row = 0; row < table.length; row++) {
    const cell = column.at(row)
    if (cell !== null) {
      sum += Number(cell)
      count += 1
    }
    const old = row >= n ? column.at(row - n) : null
    if (old !== null) {
      sum -= Number(old)
      count -= 1
    }
    if (row < first) continue
    rows.push(row)
    cells.push(count === 0 ? null : sum / count)
  }
  return withValues(table, rows, cells)
}
