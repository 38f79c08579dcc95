import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { sliceRows, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

interface DifferenceSpec {
  readonly nonNegative: boolean
  readonly columns: readonly string[]
  readonly keepFirst: boolean
  readonly initialZero: boolean
}

/** The change from row to row, past nulls; unsigned values change by signed amounts. */
export const difference = transformation<DifferenceSpec>(
  'difference',
  ['nonNegative?', 'columns?', 'keepFirst?', 'initialZero?'],
  {
    options: (args) => ({
      nonNegative: args.bool('nonNegative', false),
      columns: args.strings('columns', ['_value']),
      keepFirst: args.bool('keepFirst', false),
      initialZero: args.bool('initialZero', false),
    }),
    table: (table, spec) => differenceTable(table, spec),
  },
)

function differenceTable(table: Table, spec: DifferenceSpec): Table {
  const columns = table.columns.map((column) => {
    if (!spec.columns.includes(column.label)) return column
    if (!['float', 'int', 'uint'].includes(column.type)) {
      throw new FluxError(`difference does not support column "${column.label}" of type "${column.type}"`)
    }
    return new Column(column.label, column.type === 'uint' ? 'int' : column.type, changes(column, spec))
  })
  const changed = { key: table.key, columns, length: table.length }
  return spec.keepFirst ? changed : sliceRows(changed, 1, table.length)
}

function changes(column: Column, { nonNegative, initialZero }: DifferenceSpec): Cell[] {
  const zero = column.type === 'float' ? 0 : 0n
  let previous: Cell = null
  return Array.from({ length: column.length }, (_, row): Cell => {
    const cell = column.at(row)
    if (cell === null) return null
    const before = previous
    previous = cell
    if (before === null) return null
    if (nonNegative && cell < before) return initialZero ? minus(cell, zero) : null
    return minus(cell, before)
  })
}

function minus(a: Cell, b: Cell): Cell {
  if (typeof a === 'bigint' && typeof b === 'bigint') return BigInt.asIntN(64, a - b)
  return Number(a) - Number(b)
}
