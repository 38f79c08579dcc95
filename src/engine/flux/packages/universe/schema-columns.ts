import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import type { ColumnType } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

/** The labels of each table's columns, as rows. */
export const columns = transformation('columns', ['column?'], {
  options: (args) => args.string('column', '_value'),
  table: (table, column) =>
    labelTable(
      table,
      column,
      table.columns.map(({ label }) => label),
    ),
})

/** The labels of each table's key, as rows. */
export const keys = transformation('keys', ['column?'], {
  options: (args) => args.string('column', '_value'),
  table: (table, column) =>
    labelTable(
      table,
      column,
      table.key.columns.map(({ label }) => label),
    ),
})

function labelTable(table: Table, column: string, labels: readonly string[]): Table {
  const kept = keyColumns(table.key, labels.length).filter(({ label }) => label !== column)
  return { key: table.key, columns: [...kept, new Column(column, 'string', labels)], length: labels.length }
}

/** Distinct cells of some columns as `_value`, row by row, each with the label that it is first seen under as `_key`. */
export const keyValues = transformation('keyValues', ['keyColumns?', 'fn?'], {
  options(args) {
    const labels = args.strings('keyColumns', [])
    if (labels.length === 0 && !args.has('fn'))
      throw new FluxError('neither column list nor predicate function provided')
    return labels
  },
  table: (table, labels) => pairs(table, labels),
})

function pairs(table: Table, labels: readonly string[]): Table {
  const found = labels.flatMap((label) => columnOf(table, label) ?? [])
  const type: ColumnType = found[0]?.type ?? 'string'
  // A real server takes its first column for an absent one.
  if (found[0] === undefined || found[0] === table.columns[0]) {
    const seen = table.columns.map(({ label }) => label).join(' ')
    throw new FluxError(`received table with columns [${seen}] not having key columns [${labels.join(' ')}]`)
  }
  if (found.some((column) => column.type !== type)) throw new FluxError('keyColumns must all be the same type')
  const seen = new Set<Cell>()
  const names: string[] = []
  for (let row = 0; row < table.length; row++) {
    for (const column of found) {
      const cell = column.at(row)
      if (seen.has(cell)) continue
      seen.add(cell)
      names.push(column.label)
    }
  }
  const kept = keyColumns(table.key, names.length)
  return {
    key: table.key,
    columns: [...kept, new Column('_key', 'string', names), new Column('_value', type, [...seen])],
    length: names.length,
  }
}
