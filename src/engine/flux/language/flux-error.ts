import type { ApiErrorCode } from '../../http/api-error.ts'
import type { SourceLocation } from './ast.ts'

/** An error of a Flux program as the server words it; the route answers with `code` and `message`. */
export class FluxError extends Error {
  readonly code: ApiErrorCode
  /** Set while an operator of a row function was applied to types that it has no meaning for. */
  readonly location: SourceLocation | undefined

  constructor(message: string, options: { code?: ApiErrorCode; location?: SourceLocation; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'FluxError'
    this.code = options.code ?? 'invalid'
    this.location = options.location
  }
}

/** A name that the compiler knows and this engine does not implement: answered with 501 before any row. */
export class NotImplemented extends FluxError {
  constructor(name: string) {
    super(`Flux function ${name} is not implemented by the embedded engine; run this query on a real server`, {
      code: 'not implemented',
    })
    this.name = 'NotImplemented'
  }
}

/** `3:72-3:89`, behind the file name of a library where there is one. */
export function formatLocation(location: SourceLocation): string {
  const { start, end, file } = location
  const range = `${start.line}:${start.column}-${end.line}:${end.column}`
  return file === undefined ? range : `${file}|${range}`
}
