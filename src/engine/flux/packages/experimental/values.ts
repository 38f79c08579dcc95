import { FluxError } from '../../language/flux-error.ts'
import { FluxArray } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

/** The labels of a record. */
export const objectKeys = builtin('objectKeys', ['o'], (args) => new FluxArray([...args.record('o').fields.keys()]))

/** Runs one query, throws its rows away, and goes on with another. */
export const chain = builtin('chain', ['first', 'second'], (args, { runtime }) => {
  const first = args.stream('first')
  const second = args.stream('second')
  for (const table of runtime.execute(first.node)) {
    if (table.columns.some((column) => column.length !== table.length)) {
      throw new FluxError('columns of unlike lengths', { code: 'internal error' })
    }
  }
  return second
})
