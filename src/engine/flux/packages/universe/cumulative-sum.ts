import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { transformation } from '../transformation.ts'

/** Running sums of columns; a null adds nothing. */
export const cumulativeSum = transformation('cumulativeSum', ['columns?'], {
  options: (args) => args.strings('columns', ['_value']),
  table: (table, labels) => ({
    ...table,
    columns: table.columns.map((column) => (labels.includes(column.label) ? running(column) : column)),
  }),
})

function running(column: Column): Column {
  const { label, type, length } = column
  if (type !== 'float' && type !== 'int' && type !== 'uint') {
    throw new FluxError(`unsupported column type ${type} for cumulative sum`)
  }
  let floats = 0
  let integers = 0n
  const wrap = type === 'uint' ? BigInt.asUintN : BigInt.asIntN
  const cells = Array.from({ length }, (_, row): Cell => {
    const cell = column.at(row)
    if (typeof cell === 'number') floats += cell
    if (typeof cell === 'bigint') integers = wrap(64, integers + cell)
    return type === 'float' ? floats : integers
  })
  return new Column(label, type, cells)
}
