import { ClientError } from '../client/client-error.ts'

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

/** A failed call as a reading. Errors that are no answer of a server are bugs and are thrown on. */
export function unreadableFrom(error: unknown): Unreadable {
  if (!(error instanceof ClientError)) throw error
  return unreadable(`${error.operation}: ${error.found}`, error.next ?? 'Run it again')
}
