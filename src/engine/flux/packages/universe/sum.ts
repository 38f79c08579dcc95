import type { Column } from '../../table/column.ts'
import { aggregate } from '../aggregate.ts'

/** The sum of the non-null cells in the column's type; null if there are none. Integers wrap. */
export const sum = aggregate('sum', {
  types: ['int', 'uint', 'float'],
  answer: (column) => ({ type: column.type, value: sumOf(column) }),
})

function sumOf(column: Column): number | bigint | null {
  const { data } = column
  let seen = false
  let floats = 0
  let integers = 0n
  for (let row = 0; row < data.length; row++) {
    const cell = data[row]
    if (typeof cell === 'number') floats += cell
    else if (typeof cell === 'bigint') integers += cell
    else continue
    seen = true
  }
  if (!seen) return null
  if (column.type === 'float') return floats
  return column.type === 'uint' ? BigInt.asUintN(64, integers) : BigInt.asIntN(64, integers)
}
