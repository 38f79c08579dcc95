import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, keyColumns, pickRows, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

/** The distinct cells of a column as `_value`, nulls among them; an absent column counts as one null. */
export const distinct = transformation('distinct', ['column?'], {
  options: (args) => args.string('column', '_value'),
  table: (table, label) => distinctTable(table, label),
})

function distinctTable(table: Table, label: string): Table {
  const column = columnOf(table, label)
  const cells: Cell[] = []
  if (column === undefined) cells.push(null)
  else {
    const seen = new Set<Cell>()
    for (let row = 0; row < table.length; row++) seen.add(column.at(row))
    cells.push(...seen)
  }
  const kept = keyColumns(table.key, cells.length).filter((one) => one.label !== '_value')
  return {
    key: table.key,
    columns: [...kept, new Column('_value', column?.type ?? 'string', cells)],
    length: cells.length,
  }
}

/** The first row of each distinct cell of a column. */
export const unique = transformation('unique', ['column?'], {
  options: (args) => args.string('column', '_value'),
  table(table, label) {
    const column = columnOf(table, label)
    if (column === undefined) throw new FluxError(`no column "${label}" exists`)
    const rows = new Map<Cell, number>()
    for (let row = 0; row < table.length; row++) {
      const cell = column.at(row)
      if (!rows.has(cell)) rows.set(cell, row)
    }
    return pickRows(table, [...rows.values()])
  },
})
