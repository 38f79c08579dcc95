/** Platform error codes of InfluxDB 2.8 and the status each has (kit/transport/http/error_handler.go). */
const statusOf = {
  invalid: 400,
  'empty value': 400,
  unauthorized: 401,
  forbidden: 403,
  'not found': 404,
  'method not allowed': 405,
  'request timeout': 408,
  'request too large': 413,
  conflict: 422,
  'unprocessable entity': 422,
  'too many requests': 429,
  'internal error': 500,
  'not implemented': 501,
  unavailable: 503,
} as const

export type ApiErrorCode = keyof typeof statusOf

/** An answer of the server that is an error: thrown by routes, by the Flux evaluator and by storage alike. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly status: number

  constructor(code: ApiErrorCode, message: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = statusOf[code]
  }
}
