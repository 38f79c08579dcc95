import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { columnOf, type Table } from '../../table/table.ts'
import type { ColumnType } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

interface FillSpec {
  readonly column: string
  /** Undefined: the last value before. */
  readonly value: { readonly type: ColumnType; readonly cell: Cell } | undefined
}

/** Replaces nulls of a column by a value or by the last one before; an absent column is made of the value. */
export const fill = transformation<FillSpec>('fill', ['column?', 'value?', 'usePrevious?'], {
  options(args) {
    const previous = args.bool('usePrevious', false)
    const value = args.optional('value')
    if ((value === undefined) === !previous) {
      throw new FluxError('fill requires exactly one of value or usePrevious')
    }
    const type = value === undefined ? undefined : columnTypeOf(value)
    const cell = value === undefined ? undefined : toCell(value)
    if (value !== undefined && (type === undefined || cell === undefined))
      throw new FluxError('value type is not supported')
    return {
      column: args.string('column', '_value'),
      value: type === undefined || cell === undefined ? undefined : { type, cell },
    }
  },
  table: (table, spec) => fillTable(table, spec),
})

function fillTable(table: Table, { column: label, value }: FillSpec): Table {
  const column = columnOf(table, label)
  if (column === undefined) {
    if (value === undefined) throw new FluxError(`fill column not found: ${label}`)
    const made = new Column(label, value.type, { constant: value.cell, length: table.length })
    return { ...table, columns: [...table.columns, made] }
  }
  if (value !== undefined && column.type !== value.type) {
    throw new FluxError(`fill column type mismatch: ${column.type}/${value.type}`)
  }
  let previous: Cell = null
  const cells = Array.from({ length: table.length }, (_, row): Cell => {
    const cell = column.at(row)
    if (cell === null) return value === undefined ? previous : value.cell
    previous = cell
    return cell
  })
  const filled = new Column(label, column.type, cells)
  return { ...table, columns: table.columns.map((one) => (one === column ? filled : one)) }
}
