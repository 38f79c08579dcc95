import { parseTime } from './rfc3339.ts'

/** Column types of annotated CSV. */
export type FluxType =
  | 'string'
  | 'boolean'
  | 'double'
  | 'long'
  | 'unsignedLong'
  | 'dateTime'
  | 'duration'
  | 'base64Binary'

/** long and unsignedLong are bigint; dateTime is bigint, nanoseconds since the epoch; duration stays text. */
export type FluxValue = string | number | bigint | boolean | null

/** The type that a datatype annotation names; `dateTime:RFC3339Nano` and its like are dateTime. */
export function fluxTypeOf(annotation: string): FluxType {
  const name = annotation.split(':', 1)[0] ?? ''
  switch (name) {
    case 'boolean':
    case 'double':
    case 'long':
    case 'unsignedLong':
    case 'dateTime':
    case 'duration':
    case 'base64Binary':
      return name
    default:
      return 'string'
  }
}

/** Reads one cell. An empty cell is null, except in a string column, where null and "" look alike. */
export function readFluxValue(text: string, type: FluxType): FluxValue {
  if (type === 'string') return text
  if (text === '') return null
  switch (type) {
    case 'boolean':
      return text === 'true'
    case 'double':
      return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)
    case 'long':
    case 'unsignedLong':
      return BigInt(text)
    case 'dateTime':
      return parseTime(text)
    default:
      return text
  }
}
