/** What goes back to a client: as a transport it becomes a Response or a rejection, on a socket bytes or a reset. */
export type WireAnswer =
  | { readonly kind: 'broken'; readonly how: 'refused' | 'reset' }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Headers
      readonly body: Uint8Array
      /** Pieces and the pause before each, in ms. */
      readonly trickle?: { readonly bytes: number; readonly ms: number }
      /** The body ends before its announced length. */
      readonly truncated?: boolean
      readonly twice?: boolean
    }

/** An answer made by the proxy itself, in the form of the platform's errors. */
export function errorAnswer(status: number, message: string, extra: Readonly<Record<string, string>> = {}): WireAnswer {
  const code = codes[status] ?? 'internal error'
  return {
    kind: 'answer',
    status,
    headers: new Headers({
      'content-type': 'application/json; charset=utf-8',
      'x-platform-error-code': code,
      ...extra,
    }),
    body: new TextEncoder().encode(JSON.stringify({ code, message })),
  }
}

/** The platform's code of each status that a write can meet. */
const codes: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not found',
  413: 'request too large',
  422: 'unprocessable entity',
  429: 'too many requests',
  500: 'internal error',
  503: 'unavailable',
}
