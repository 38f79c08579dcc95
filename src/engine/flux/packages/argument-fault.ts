import { TypeConflict } from '../interpreter/args.ts'
import { FluxError } from '../language/flux-error.ts'
import { displayOf } from '../values/text.ts'
import { type Frame, isNull, typeName, type Value } from '../values/value.ts'

/** A failure that a real server gives no code: 500 where a script calls the function, 400 inside row functions. */
export function uncodedFault(message: string, frame: Frame): FluxError {
  return new FluxError(message, { code: frame.row ? 'invalid' : 'internal error' })
}

/** A value of the wrong type: inside row functions as the compiler of a real server words it, else by `message`. */
export function wrongArgument(
  value: Value,
  expected: string,
  { frame, message }: { frame: Frame; message: string },
): FluxError {
  return frame.row && !isNull(value) ? new TypeConflict(expected, value) : uncodedFault(message, frame)
}

/** A value in messages: `string value <nil>`, `invalid value {}`. */
export function typeAndValue(value: Value): string {
  if (!isNull(value)) return `${typeName(value)} value ${displayOf(value)}`
  return value.type === 'invalid' ? 'invalid value {}' : `${value.type} value <nil>`
}
