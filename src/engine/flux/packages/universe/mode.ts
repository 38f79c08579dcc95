import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { compareCells } from '../../table/group-key.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

/**
 * The most frequent values, in order; one null where no value repeats. A real server answers for each stretch of rows
 * that storage hands over, which is a series of a group.
 */
export const mode = transformation('mode', ['column?'], {
  options: (args) => args.string('column', '_value'),
  table: (table, label) => modeTable(table, label),
})

function modeTable(table: Table, label: string): Table {
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`column "${label}" does not exist`)
  if (table.key.has(label)) throw new FluxError('cannot aggregate columns that are part of the group key')
  const cells: Cell[] = []
  let from = 0
  for (const length of table.chunks ?? [table.length]) {
    cells.push(...modes(column, from, from + length))
    from += length
  }
  return {
    key: table.key,
    columns: [...keyColumns(table.key, cells.length), new Column(label, column.type, cells)],
    length: cells.length,
  }
}

function modes(column: Column, from: number, to: number): Cell[] {
  const counts = new Map<Cell, number>()
  for (let row = from; row < to; row++) {
    const cell = column.at(row)
    if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  if (most < 2) return [null]
  return [...counts].flatMap(([cell, count]) => (count === most ? [cell] : [])).sort(compareCells)
}
