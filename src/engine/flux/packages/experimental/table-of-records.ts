import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import type { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { type ColumnType, type FluxRecord, isNull, typeName } from '../../values/value.ts'

/** A table of records as rows, columns in order of first sight; labels that only ever are null are left out. */
export function tableOfRecords(key: GroupKey, records: readonly FluxRecord[]): Table {
  const growing = new Map<string, { type: ColumnType | undefined; readonly cells: Cell[] }>()
  for (const [row, record] of records.entries()) {
    for (const [label, value] of record.fields) {
      const cell = toCell(value)
      const type = columnTypeOf(value)
      if (cell === undefined || (type === undefined && !isNull(value))) {
        throw new FluxError(`cannot represent the type ${typeName(value)} as column data`)
      }
      const column = growing.get(label) ?? { type, cells: [] }
      growing.set(label, column)
      column.type ??= type
      while (column.cells.length < row) column.cells.push(null)
      column.cells.push(cell)
    }
  }
  const columns = [...growing].flatMap(([label, { type, cells }]) => {
    while (cells.length < records.length) cells.push(null)
    return type === undefined ? [] : [new Column(label, type, cells)]
  })
  return { key, columns, length: records.length }
}
