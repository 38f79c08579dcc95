import { FluxError } from '../../language/flux-error.ts'
import { stringOf } from '../../values/text.ts'
import { isNull, nullOf, typeName } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

/** A value as text. */
export const string = builtin('string', ['v'], (args) => {
  const value = args.value('v')
  if (isNull(value)) return nullOf('string')
  const text = stringOf(value)
  if (text === undefined) throw new FluxError(`cannot convert ${typeName(value)} to string`)
  return text
})
