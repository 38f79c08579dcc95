import { BareError } from '../../plan/runtime-error.ts'
import { constantColumn } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { transformation } from '../transformation.ts'

interface SetSpec {
  readonly key: string
  readonly value: string
}

/** Gives every row one text in a column; a key column takes it into the key. */
export const set = transformation<SetSpec>('set', ['key', 'value'], {
  options: (args) => ({ key: args.string('key'), value: args.string('value') }),
  *stream(tables, spec) {
    const collector = new TableCollector()
    for (const table of tables) {
      const made = setColumn(table, spec)
      collector.add(made.key, made)
    }
    yield* collector.tables('sorted')
  },
})

function setColumn(table: Table, { key: label, value }: SetSpec): Table {
  const column = constantColumn({ label, type: 'string' }, value, table.length)
  const at = table.columns.findIndex((one) => one.label === label)
  const type = table.columns[at]?.type ?? 'string'
  if (type !== 'string') {
    throw new BareError(`panic: column ${label}:${type} is not of type string`, { code: 'internal error' })
  }
  const columns = at < 0 ? [...table.columns, column] : table.columns.with(at, column)
  const key = new GroupKey(
    table.key.columns.map((one) => (one.label === label ? { label, type: 'string', value } : one)),
  )
  return { key, columns, length: table.length }
}
