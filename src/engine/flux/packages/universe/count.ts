import { aggregate } from '../aggregate.ts'

/** How many rows, nulls among them. */
export const count = aggregate('count', {
  answer: (column) => ({ type: 'int', value: BigInt(column.length) }),
})
