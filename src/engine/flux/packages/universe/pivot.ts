import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { compareKeys, GroupKey } from '../../table/group-key.ts'
import { columnOf, type Table } from '../../table/table.ts'
import { formatFloat } from '../../values/float-text.ts'
import { formatTimeNano } from '../../values/time-text.ts'
import type { ColumnType } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

interface PivotSpec {
  readonly rowKey: readonly string[]
  readonly columnKey: readonly string[]
  readonly valueColumn: string
}

interface Pivoted {
  readonly key: GroupKey
  readonly kept: Map<string, { type: ColumnType; cells: Cell[] }>
  readonly made: Map<string, { type: ColumnType; cells: Cell[] }>
  /** Row number by the text of its row key. */
  readonly rows: Map<string, number>
}

/** Turns cells into columns: a row a row key, a column a column key, both as first seen; a later cell wins. */
export const pivot = transformation<PivotSpec>('pivot', ['rowKey', 'columnKey', 'valueColumn'], {
  options(args) {
    const rowKey = args.strings('rowKey')
    const columnKey = args.strings('columnKey')
    const both = columnKey.find((label) => rowKey.includes(label))
    if (both !== undefined) throw new FluxError(`column name found in both rowKey and colKey: ${both}`)
    return { rowKey, columnKey, valueColumn: args.string('valueColumn') }
  },
  *stream(tables, spec) {
    const groups = new Map<string, Pivoted>()
    for (const table of tables) add(table, spec, groups)
    const sorted = [...groups.values()].sort((a, b) => compareKeys(a.key, b.key))
    for (const group of sorted) yield finished(group)
  },
})

function add(table: Table, { rowKey, columnKey, valueColumn }: PivotSpec, groups: Map<string, Pivoted>): void {
  const rowColumns = required(table, rowKey, 'specified row key column does not exist in table')
  const columnColumns = required(table, columnKey, 'specified column does not exist in table')
  const [values] = required(table, [valueColumn], 'specified value column does not exist in table')
  if (values === undefined) return
  const dropped = (label: string) => columnKey.includes(label) || label === valueColumn
  const key = new GroupKey(table.key.columns.filter(({ label }) => !dropped(label)))
  const group = groups.get(key.id) ?? { key, kept: new Map(), made: new Map(), rows: new Map() }
  groups.set(key.id, group)
  const kept = table.columns.filter(({ label }) => !dropped(label) && (table.key.has(label) || rowKey.includes(label)))
  for (let row = 0; row < table.length; row++) {
    const rowId = rowColumns.map((column) => keyText(column, row)).join('\u0000')
    let target = group.rows.get(rowId)
    if (target === undefined) {
      target = group.rows.size
      group.rows.set(rowId, target)
      for (const column of kept) put(group.kept, column, { row: target, cell: column.at(row) })
    }
    const label = columnColumns.map((column) => keyText(column, row)).join('_')
    put(group.made, { label, type: values.type }, { row: target, cell: values.at(row) })
  }
}

function required(table: Table, labels: readonly string[], fault: string): Column[] {
  return labels.map((label) => {
    const column = columnOf(table, label)
    if (column === undefined) throw new FluxError(`${fault}: ${label}`)
    return column
  })
}

function put(
  columns: Pivoted['made'],
  { label, type }: { label: string; type: ColumnType },
  { row, cell }: { row: number; cell: Cell },
): void {
  const column = columns.get(label) ?? { type, cells: [] }
  columns.set(label, column)
  if (column.type !== type) {
    throw new FluxError(`schema collision detected: column "${label}" is both of type ${column.type} and ${type}`)
  }
  while (column.cells.length <= row) column.cells.push(null)
  column.cells[row] = cell
}

function finished({ key, kept, made, rows }: Pivoted): Table {
  const columns = [...kept, ...made].map(([label, { type, cells }]) => {
    while (cells.length < rows.size) cells.push(null)
    const constant = key.get(label)
    return constant === undefined
      ? new Column(label, type, cells)
      : new Column(label, type, { constant: constant.value, length: rows.size })
  })
  return { key, columns, length: rows.size }
}

function keyText(column: Column, row: number): string {
  const cell = column.at(row)
  if (cell === null) return 'null'
  if (column.type === 'time') return formatTimeNano(cell as bigint)
  return typeof cell === 'number' ? formatFloat(cell) : String(cell)
}
