import type { Args } from '../interpreter/args.ts'
import { FluxError } from '../language/flux-error.ts'
import { Column } from '../table/column.ts'
import { columnOf, pickRows, type Table } from '../table/table.ts'
import type { Builtin, BuiltinContext } from './builtin.ts'
import { type TransformationContext, transformation } from './transformation.ts'

export interface SelectorParts<O> {
  readonly parameters?: readonly string[]
  readonly options?: (args: Args, context: BuiltinContext) => O
  /** True: nulls in other columns of a chosen row become 0, "" or false, as a real server reads whole rows. */
  readonly zeroNulls?: boolean
  /** The chosen rows, in the order in which they stand in the answer. */
  rows(column: Column, options: O, context: TransformationContext & { readonly table: Table }): readonly number[]
}

export interface SelectorSpec<O = unknown> {
  readonly column: string
  readonly options: O
}

/** A selector: some rows of each table, whole; see builtin.ts. */
export function selector<O = undefined>(name: string, parts: SelectorParts<O>): Builtin {
  return transformation<SelectorSpec<O>>(name, ['column?', ...(parts.parameters ?? [])], {
    options: (args, context) => ({
      column: args.string('column', '_value'),
      options: parts.options?.(args, context) as O,
    }),
    table(table, { column, options }, context) {
      const chosen = columnOf(table, column)
      if (chosen === undefined) throw new FluxError(`no column "${column}" exists`)
      const picked = pickRows(table, parts.rows(chosen, options, { ...context, table }))
      return parts.zeroNulls ? withoutNulls(picked) : picked
    },
  })
}

const zeros = { bool: false, int: 0n, uint: 0n, float: 0, string: '', time: 0n } as const

function withoutNulls(table: Table): Table {
  const columns = table.columns.map((column) => {
    if (column.constant !== undefined) return column
    const cells = Array.from({ length: column.length }, (_, row) => column.at(row) ?? zeros[column.type])
    return new Column(column.label, column.type, cells)
  })
  return { ...table, columns }
}
