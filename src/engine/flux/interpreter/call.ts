import { FluxError, formatLocation, NotImplemented } from '../language/flux-error.ts'
import { FluxFunction, type Frame, typeName, type Value } from '../values/value.ts'

/**
 * Calls a function. `piped` goes to its pipe parameter. A failure is reported with the call, as
 * `error calling function "f" @1:2-3:4: …`, except inside row functions.
 */
export function call(
  fn: Value,
  args: ReadonlyMap<string, Value>,
  options: { frame: Frame; piped?: Value | undefined },
): Value {
  const { frame, piped } = options
  if (!(fn instanceof FluxFunction)) throw new FluxError(`cannot call ${typeName(fn)}`)
  let all = args
  if (piped !== undefined) {
    const pipe = fn.parameters.find((parameter) => parameter.pipe)
    if (pipe === undefined) throw new FluxError(`function ${frame.name} does not accept a piped argument`)
    all = new Map([[pipe.name, piped], ...args])
  }
  if (frame.row) return fn.invoke(all, frame)
  try {
    return fn.invoke(all, frame)
  } catch (error) {
    if (!(error instanceof FluxError) || error instanceof NotImplemented) throw error
    const message = `error calling function "${frame.name}" @${formatLocation(frame.location)}: ${error.message}`
    throw new FluxError(message, { code: error.code, cause: error })
  }
}
