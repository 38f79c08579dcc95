import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { type ColumnType, FluxRecord, typeName } from '../../values/value.ts'
import { rowFunction } from '../row-function.ts'
import { transformation } from '../transformation.ts'

/** Replaces every row by the record that a function makes of it. */
export const map = transformation('map', ['fn', 'mergeKey?'], {
  options: (args) => ({ fn: args.func('fn') }),
  *table(table, { fn }, { frame }) {
    const make = rowFunction(fn, frame)
    const groups = new Map<string, MappedGroup>()
    for (let row = 0; row < table.length; row++) {
      const value = make(table, row)
      if (!(value instanceof FluxRecord))
        throw new FluxError(`map function must return an object, got ${typeName(value)}`)
      const key = mappedKey(table, value)
      const group = groups.get(key.id) ?? { key, columns: new Map(), length: 0 }
      groups.set(key.id, group)
      append(group, value)
    }
    for (const { key, columns, length } of groups.values()) {
      const made = [...columns].map(([label, { type, cells }]) => new Column(label, type, padded(cells, length)))
      yield { key, columns: made, length }
    }
  },
})

interface MappedGroup {
  readonly key: GroupKey
  readonly columns: Map<string, { type: ColumnType; cells: Cell[] }>
  length: number
}

/** The old key's columns that the record still has, with its new values. */
function mappedKey(table: Table, record: FluxRecord): GroupKey {
  const columns = []
  for (const { label } of table.key.columns) {
    const value = record.get(label)
    const type = value === undefined ? undefined : columnTypeOf(value)
    const cell = value === undefined ? undefined : toCell(value)
    if (type !== undefined && cell !== undefined) columns.push({ label, type, value: cell })
  }
  return new GroupKey(columns)
}

function append(group: MappedGroup, record: FluxRecord): void {
  for (const [label, value] of record.fields) {
    const type = columnTypeOf(value)
    const cell = toCell(value)
    if (cell === undefined) {
      throw new FluxError(
        `map object property "${label}" is ${typeName(value)} type which is not supported in a flux table`,
      )
    }
    if (type === undefined) continue
    const column = group.columns.get(label) ?? { type, cells: [] }
    if (cell !== null && column.type !== type) throw new FluxError(`type conflict: ${type} != ${column.type}`)
    group.columns.set(label, column)
    while (column.cells.length < group.length) column.cells.push(null)
    column.cells.push(cell)
  }
  group.length += 1
}

function padded(cells: Cell[], length: number): Cell[] {
  while (cells.length < length) cells.push(null)
  return cells
}
