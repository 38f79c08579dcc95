import type { Args } from '../interpreter/args.ts'
import { FluxError } from '../language/flux-error.ts'
import { type Cell, Column } from '../table/column.ts'
import { columnOf, keyColumns, type Table } from '../table/table.ts'
import type { ColumnType } from '../values/value.ts'
import type { Builtin, BuiltinContext } from './builtin.ts'
import { transformation } from './transformation.ts'

/** One cell and its type: what an aggregate makes of a column. */
export interface AggregateAnswer {
  readonly type: ColumnType
  readonly value: Cell
}

export interface AggregateParts<O> {
  /** Further parameters, in the notation of `builtin`. */
  readonly parameters?: readonly string[]
  readonly options?: (args: Args, context: BuiltinContext) => O
  /** The types it takes; others are "unsupported aggregate column type x". Default: all but time. */
  readonly types?: readonly ColumnType[]
  /** Undefined: the column's type is not supported. Nulls are among the cells. */
  answer(column: Column, options: O): AggregateAnswer | undefined
}

/** The spec of an aggregate's node, for the planner. */
export interface AggregateSpec<O = unknown> {
  readonly column: string
  readonly options: O
}

/** An aggregate of one column: key columns, then the column with one cell; see builtin.ts. */
export function aggregate<O = undefined>(name: string, parts: AggregateParts<O>): Builtin {
  return transformation<AggregateSpec<O>>(name, ['column?', ...(parts.parameters ?? [])], {
    options: (args, context) => ({
      column: args.string('column', '_value'),
      options: parts.options?.(args, context) as O,
    }),
    table: (table, { column, options }) => aggregateTable(table, column, (one) => checked(parts, one, options)),
  })
}

function checked<O>(parts: AggregateParts<O>, column: Column, options: O): AggregateAnswer {
  const allowed = parts.types === undefined ? column.type !== 'time' : parts.types.includes(column.type)
  const answer = allowed ? parts.answer(column, options) : undefined
  if (answer === undefined) throw new FluxError(`unsupported aggregate column type ${column.type}`)
  return answer
}

/** Replaces a table by one row: its key columns and the answer about one column. */
export function aggregateTable(table: Table, label: string, answer: (column: Column) => AggregateAnswer): Table {
  if (table.key.has(label)) throw new FluxError('cannot aggregate columns that are part of the group key')
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`column "${label}" does not exist`)
  const { type, value } = answer(column)
  return { key: table.key, columns: [...keyColumns(table.key, 1), new Column(label, type, [value])], length: 1 }
}
