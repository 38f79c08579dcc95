import type { Column } from '../../table/column.ts'
import { aggregate } from '../aggregate.ts'

/** The mean of the non-null cells, a float; null if there are none. */
export const mean = aggregate('mean', {
  types: ['int', 'uint', 'float'],
  answer: (column) => ({ type: 'float', value: meanOf(column) }),
})

function meanOf({ data, type }: Column): number | null {
  let count = 0
  let floats = 0
  let integers = 0n
  for (let row = 0; row < data.length; row++) {
    const cell = data[row]
    if (typeof cell === 'number') floats += cell
    else if (typeof cell === 'bigint') integers += cell
    else continue
    count += 1
  }
  if (count === 0) return null
  return (type === 'float' ? floats : Number(integers)) / count
}
