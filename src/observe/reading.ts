import { ClientError, type ClientErrorKind } from '../client/client-error.ts'

/** What one read gave: a value, or why there is none. A failed read decides nothing: its checks become `error`. */
export type Reading<T> = { readonly ok: true; readonly value: T } | Unreadable

export interface Unreadable {
  readonly ok: false
  readonly reason: string
  readonly next: string
}

export function read<T>(value: T): Reading<T> {
  return { ok: true, value }
}

export function unreadable(reason: string, next: string): Unreadable {
  return { ok: false, reason, next }
}

/** After these the server will not answer the next call either. */
const hopeless: ReadonlySet<ClientErrorKind> = new Set([
  'connection-refused',
  'unknown-host',
  'tls',
  'aborted',
  'timeout',
])

/** Remembers the first failure after which asking on is no use, so that a hanging server costs one time limit and not one per read. */
export class Halt {
  #because: Unreadable | undefined

  get because(): Unreadable | undefined {
    return this.#because
  }

  /** The failure as a reading; remembered when it is a hopeless one. */
  noteFailure(error: unknown): Unreadable {
    const failure = unreadableFrom(error)
    if (error instanceof ClientError && hopeless.has(error.kind)) this.#because ??= failure
    return failure
  }
}

/** A failed call as a reading. Errors that are no answer of a server are bugs and are thrown on. */
export function unreadableFrom(error: unknown): Unreadable {
  if (!(error instanceof ClientError)) throw error
  return unreadable(`${error.operation}: ${error.found}`, error.next ?? 'Run it again')
}

/** The reading of what a value means; a missing reading is unreadable. */
export function converted<A, B>(reading: Reading<A> | undefined, convert: (value: A) => B): Reading<B> {
  if (reading === undefined) return unreadable('it was not read', 'Run it again')
  return reading.ok ? read(convert(reading.value)) : reading
}
