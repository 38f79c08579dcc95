import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { type ColumnType, FluxRecord, isNull, typeName } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

/** A stream of one ungrouped table from an array of records, columns in the order in which they are written. */
export const from = builtin('from', ['rows'], (args, { frame }) => {
  const table = tableOfRows(args)
  return new TableStream({ kind: 'array.from', frame, parents: [], run: () => [table] })
})

function tableOfRows(args: Args): Table {
  const rows = args.array('rows').elements
  if (rows.length === 0) throw new FluxError('rows must be non-empty')
  const columns = new Map<string, { type: ColumnType | undefined; cells: Cell[] }>()
  for (const [i, row] of rows.entries()) {
    if (!(row instanceof FluxRecord)) throw new FluxError(`rows must be records, got ${typeName(row)}`)
    for (const [label, value] of row.fields) {
      const type = columnTypeOf(value)
      const cell = toCell(value)
      if (cell === undefined || (type === undefined && !isNull(value))) {
        throw new FluxError(`cannot represent the type ${typeName(value)} as column data`)
      }
      const column = columns.get(label) ?? { type, cells: [] }
      column.type ??= type
      while (column.cells.length < i) column.cells.push(null)
      column.cells.push(cell)
      columns.set(label, column)
    }
  }
  const made = [...columns].map(([label, { type, cells }]) => {
    while (cells.length < rows.length) cells.push(null)
    return new Column(label, type ?? 'string', cells)
  })
  return { key: new GroupKey([]), columns: made, length: rows.length }
}
