import { compareCells } from '../../table/group-key.ts'
import { columnOf, pickRows, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

export interface SortSpec {
  readonly columns: readonly string[]
  readonly desc: boolean
}

/** Sorts rows, stably, nulls first in both directions; columns that a table lacks are passed over. */
export const sort = transformation<SortSpec>('sort', ['columns?', 'desc?'], {
  options: (args) => ({ columns: args.strings('columns', ['_value']), desc: args.bool('desc', false) }),
  table: (table, spec) => sortTable(table, spec),
})

export function sortTable(table: Table, { columns, desc }: SortSpec): Table {
  const by = columns.flatMap((label) => columnOf(table, label) ?? []).filter((column) => column.constant === undefined)
  if (by.length === 0) return table
  const rows = Array.from({ length: table.length }, (_, row) => row)
  rows.sort((a, b) => {
    for (const column of by) {
      const left = column.at(a)
      const right = column.at(b)
      if (left === null || right === null) {
        if (left !== right) return left === null ? -1 : 1
        continue
      }
      // NaN stands where it is: it is neither less nor greater.
      const numbers = typeof left === 'number' && typeof right === 'number'
      const order = numbers ? Number(left > right) - Number(left < right) : compareCells(left, right)
      if (order !== 0) return desc ? -order : order
    }
    return a - b
  })
  return pickRows(table, rows)
}
