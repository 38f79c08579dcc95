import { FluxError } from '../../language/flux-error.ts'
import { type Column, constantColumn } from '../../table/column.ts'
import { GroupKey, type KeyColumn } from '../../table/group-key.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { transformation } from '../transformation.ts'

/** A row of `_field` and `_value` for each cell that is no null, outside the key and `otherColumns`. */
export const unpivot = transformation('unpivot', ['otherColumns?'], {
  options: (args) => args.strings('otherColumns', ['_time']),
  *stream(tables, others) {
    const collector = new TableCollector()
    for (const table of tables) for (const one of unpivoted(table, others)) collector.add(one.key, one)
    yield* collector.tables('sorted')
  },
})

function* unpivoted(table: Table, others: readonly string[]): Iterable<Table> {
  if (columnOf(table, '_field') !== undefined || columnOf(table, '_value') !== undefined) {
    throw new FluxError('unpivot can\'t have "_field" or "_value" as an input column')
  }
  const kept = others
    .filter((label) => label !== '_field')
    .map((label) => {
      const column = columnOf(table, label)
      if (column === undefined) throw new FluxError(`unpivot could not find column named "${label}"`)
      return column
    })
  for (const column of table.columns) {
    if (table.key.has(column.label) || kept.includes(column)) continue
    yield fieldTable(table, column, { kept, keyed: !others.includes('_field') })
  }
}

function fieldTable(table: Table, column: Column, { kept, keyed }: { kept: readonly Column[]; keyed: boolean }): Table {
  const rows: number[] = []
  for (let row = 0; row < table.length; row++) if (column.at(row) !== null) rows.push(row)
  const field: KeyColumn = { label: '_field', type: 'string', value: column.label }
  const key = new GroupKey(keyed ? [...table.key.columns, field] : table.key.columns)
  const columns = [
    ...keyColumns(key, rows.length),
    ...(keyed ? [] : [constantColumn(field, field.value, rows.length)]),
    ...kept.map((one) => one.pick(rows)),
    column.pick(rows).renamed('_value'),
  ]
  return { key, columns, length: rows.length }
}
