import { FluxError } from '../../language/flux-error.ts'
import type { Column } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import { columnOf, groupRows, keyOfRow, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { transformation } from '../transformation.ts'

export interface GroupSpec {
  readonly mode: 'by' | 'except'
  readonly columns: readonly string[]
}

/** Regroups rows by columns, or by all but some; columns that a table lacks are left out of its key. */
export const group = transformation<GroupSpec>('group', ['columns?', 'mode?'], {
  options(args) {
    const mode = args.string('mode', 'by')
    if (mode !== 'by' && mode !== 'except') throw new FluxError('invalid group mode: must be "by" or "except"')
    return { mode, columns: args.strings('columns', []) }
  },
  *stream(tables, spec) {
    const collector = new TableCollector()
    for (const table of tables) regroup(table, keyColumnsOf(table, spec), collector)
    yield* collector.tables('sorted')
  },
})

function keyColumnsOf(table: Table, { mode, columns }: GroupSpec): Column[] {
  if (mode === 'except') return table.columns.filter(({ label }) => !columns.includes(label))
  return columns.flatMap((label) => columnOf(table, label) ?? [])
}

/** Adds a table's rows to the tables of the keys that some of its columns make. */
export function regroup(table: Table, keyColumns: readonly Column[], collector: TableCollector): void {
  if (keyColumns.every((column) => column.constant !== undefined)) {
    const key = new GroupKey(keyColumns.map(({ label, type, constant }) => ({ label, type, value: constant ?? null })))
    collector.add(key, table)
    return
  }
  for (const rows of groupRows(keyColumns, table.length).values()) {
    collector.add(keyOfRow(keyColumns, rows[0] ?? 0), table, rows)
  }
}
