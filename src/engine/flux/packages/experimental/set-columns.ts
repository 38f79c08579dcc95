import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { type ColumnType, typeName } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

type Setting = ReadonlyMap<string, { readonly type: ColumnType; readonly cell: Cell }>

/** Gives every row the values of a record; key columns take them into the key. */
export const set = transformation('set', ['o'], {
  kind: 'experimental.set',
  options(args): Setting {
    return new Map(
      [...args.record('o').fields].map(([label, value]) => {
        const type = columnTypeOf(value)
        const cell = toCell(value)
        if (type === undefined || cell === undefined) {
          throw new FluxError(`cannot represent the type ${typeName(value)} as column data`)
        }
        return [label, { type, cell }] as const
      }),
    )
  },
  *stream(tables, setting) {
    const collector = new TableCollector()
    for (const table of tables) {
      const made = withSetting(table, setting)
      collector.add(made.key, made)
    }
    yield* collector.tables('sorted')
  },
})

function withSetting(table: Table, setting: Setting): Table {
  const { length } = table
  const made = (label: string) => {
    const one = setting.get(label)
    return one === undefined ? undefined : new Column(label, one.type, { constant: one.cell, length })
  }
  const columns = table.columns.map((column) => made(column.label) ?? column)
  for (const label of setting.keys()) {
    if (!columns.some((column) => column.label === label)) columns.push(...[made(label) ?? []].flat())
  }
  const key = new GroupKey(
    table.key.columns.map((column) => {
      const one = setting.get(column.label)
      return one === undefined ? column : { label: column.label, type: one.type, value: one.cell }
    }),
  )
  return { key, columns, length }
}
