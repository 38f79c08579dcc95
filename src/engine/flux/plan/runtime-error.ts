import { FluxError, formatLocation, NotImplemented } from '../language/flux-error.ts'
import type { Frame } from '../values/value.ts'

/** A failure of a running step, already reported with its position. */
export class StepError extends FluxError {}

/** A failure that a real server reports without the step's name. */
export class BareError extends FluxError {}

/** Words a step's failure as the server does: `runtime error @1:2-3:4: map: …`. */
export function stepError(error: unknown, frame: Frame | undefined): unknown {
  if (!(error instanceof FluxError) || error instanceof StepError || error instanceof NotImplemented) return error
  if (error instanceof BareError) return new StepError(error.message, { code: error.code, cause: error })
  const where = frame === undefined ? '' : ` @${formatLocation(frame.location)}: ${frame.name}`
  return new StepError(`runtime error${where}: ${error.message}`, { code: error.code, cause: error })
}
