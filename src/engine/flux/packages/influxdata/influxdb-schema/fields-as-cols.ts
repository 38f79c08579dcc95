import { Args } from '../../../interpreter/args.ts'
import { FluxArray } from '../../../values/value.ts'
import { builtin } from '../../builtin.ts'
import { pivot } from '../../universe/pivot.ts'

/** A column a field, a row a time. */
export const fieldsAsCols = builtin('fieldsAsCols', ['<-tables'], (args, context) => {
  const values = new Map([
    ['tables', args.value('tables')],
    ['rowKey', new FluxArray(['_time'])],
    ['columnKey', new FluxArray(['_field'])],
    ['valueColumn', '_value'],
  ])
  return pivot.run(new Args(values), context)
})
