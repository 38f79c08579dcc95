import { fluxString } from '../contract/flux-string.ts'
import { formatTime } from './rfc3339.ts'

/** A Flux time literal of nanoseconds since the epoch. */
export function fluxTime(ns: bigint): string {
  return formatTime(ns)
}

/** A Flux array of strings. */
export function fluxStrings(texts: readonly string[]): string {
  return `[${texts.map(fluxString).join(', ')}]`
}
