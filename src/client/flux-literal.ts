import { formatTime } from './rfc3339.ts'

/** A Flux string literal. `${` is escaped too: inside quotes it would start an interpolation. */
export function fluxString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('${', '\\${')
  return `"${escaped}"`
}

/** A Flux time literal of nanoseconds since the epoch. */
export function fluxTime(ns: bigint): string {
  return formatTime(ns)
}

/** A Flux array of strings. */
export function fluxStrings(texts: readonly string[]): string {
  return `[${texts.map(fluxString).join(', ')}]`
}
