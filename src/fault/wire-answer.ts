/** What goes back to a client: as a transport it becomes a Response or a rejection, on a socket bytes or a reset. */
export type WireAnswer =
  | { readonly kind: 'broken'; readonly how: 'refused' | 'reset' }
  | {
      readonly kind: 'answer'
      readonly status: number
      /** Names in lower case and values in turn, without those that hold for one connection. */
      readonly headers: readonly string[]
      readonly body: Uint8Array
      /** Pieces and the pause before each, in ms. */
      readonly trickle?: { readonly bytes: number; readonly ms: number }
      /** The body ends before its announced length. */
      readonly truncated?: boolean
      readonly twice?: boolean
    }

/** An answer made by the proxy itself, in the form of the platform's errors. */
export function errorAnswer(status: number, message: string, extra: readonly string[] = []): WireAnswer {
  const code = codes[status] ?? 'internal error'
  return {
    kind: 'answer',
    status,
    headers: ['content-type', 'application/json; charset=utf-8', 'x-platform-error-code', code, ...extra],
    body: new TextEncoder().encode(JSON.stringify({ code, message })),
  }
}

/** The same headers, one of them with another value. */
export function withHeader(headers: readonly string[], name: string, value: string): readonly string[] {
  const others = headers.filter((_, at) => headers[at - (at % 2)] !== name)
  return [...others, name, value]
}

/** The value of a header by its name in lower case. */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  const at = headers.findIndex((one, index) => index % 2 === 0 && one === name)
  return at < 0 ? undefined : headers[at + 1]
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
