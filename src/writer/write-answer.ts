/** What an attempt to write says about the points that it carried. */
export type WriteAnswer =
  /** Every point is stored. */
  | { readonly kind: 'stored' }
  /** Some points were dropped, the others stored (422). */
  | { readonly kind: 'partial'; readonly message: string; readonly status: number }
  /** Nothing is stored, because of at least one of the points (400). */
  | { readonly kind: 'refused'; readonly message: string; readonly status: number }
  /** Nothing is stored: the body is too large (413). */
  | { readonly kind: 'too-large'; readonly message: string; readonly status: number }
  /** Nothing is stored, whatever the points: token, organization, bucket. */
  | { readonly kind: 'denied'; readonly rule: string; readonly message: string; readonly status: number }
  /** Later it may work. */
  | TransientAnswer

export interface TransientAnswer {
  readonly kind: 'transient'
  readonly message: string
  /** Absent: no answer came. */
  readonly status?: number
  /** Whether the points, or some of them, may be stored all the same. */
  readonly maybeStored: boolean
  readonly retryAfterMs?: number | undefined
}

export interface RawAnswer {
  readonly status: number
  readonly message: string
  readonly retryAfterMs?: number | undefined
}

const deniedRules: Readonly<Record<number, string>> = { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found' }

/** The one table of answers to POST /api/v2/write, as InfluxDB 2.7 to 2.9 and the proxies before them give them. */
export function classifyAnswer({ status, message, retryAfterMs }: RawAnswer): WriteAnswer {
  if (status === 204) return { kind: 'stored' }
  // A body that broke on its way is not the fault of a point.
  if (status === 400 && message.startsWith('unable to read data')) {
    return { kind: 'transient', message, status, maybeStored: false }
  }
  if (status === 400) return { kind: 'refused', message, status }
  if (status === 413) return { kind: 'too-large', message, status }
  if (status === 422) return { kind: 'partial', message, status }
  if (status === 429) return { kind: 'transient', message, status, maybeStored: false, retryAfterMs }
  if (status === 408 || status >= 500 || status < 400) {
    return { kind: 'transient', message, status, maybeStored: true, retryAfterMs }
  }
  return { kind: 'denied', rule: deniedRules[status] ?? `status-${status}`, message, status }
}
