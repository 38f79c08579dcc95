import { FluxError } from '../../language/flux-error.ts'
import { GroupKey } from '../../table/group-key.ts'
import { columnOf, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

export interface DuplicateSpec {
  readonly column: string
  readonly as: string
}

/** Copies a column under another label, in the place of a column that has it. */
export const duplicate = transformation<DuplicateSpec>('duplicate', ['column', 'as'], {
  options: (args) => ({ column: args.string('column'), as: args.string('as') }),
  table: (table, spec) => duplicateColumn(table, spec),
})

/** A key column that is overwritten takes its new value into the key, or leaves it where rows differ. */
export function duplicateColumn(table: Table, { column, as }: DuplicateSpec): Table {
  const source = columnOf(table, column)
  if (source === undefined) throw new FluxError(`duplicate error: column "${column}" doesn't exist`)
  const copy = source.renamed(as)
  const at = table.columns.findIndex(({ label }) => label === as)
  const columns = at < 0 ? [...table.columns, copy] : table.columns.with(at, copy)
  const keyed = table.key.get(column)
  const key = table.key.has(as)
    ? new GroupKey(
        table.key.columns.flatMap((one) => {
          if (one.label !== as) return [one]
          return keyed === undefined ? [] : [{ ...keyed, label: as }]
        }),
      )
    : table.key
  return { key, columns, length: table.length }
}
