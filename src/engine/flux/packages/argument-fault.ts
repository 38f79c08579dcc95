import { FluxError } from '../language/flux-error.ts'
import { displayOf } from '../values/text.ts'
import { type Frame, isNull, typeName, type Value } from '../values/value.ts'

/** A failure that a real server gives no code: 500 where a script calls the function, 400 inside row functions. */
export function uncodedFault(message: string, frame: Frame): FluxError {
  return new FluxError(message, { code: frame.row ? 'invalid' : 'internal error' })
}

/** A value in messages: `string value <nil>`, `invalid value {}`. */
export function typeAndValue(value: Value): string {
  if (!isNull(value)) return `${typeName(value)} value ${displayOf(value)}`
  return value.type === 'invalid' ? 'invalid value {}' : `${value.type} value <nil>`
}
