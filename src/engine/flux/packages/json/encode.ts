import { FluxError } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { compareStrings } from '../../table/group-key.ts'
import { formatDuration } from '../../values/duration-math.ts'
import { displayOf } from '../../values/text.ts'
import { formatTime } from '../../values/time-text.ts'
import {
  Bytes,
  Dict,
  Duration,
  FluxArray,
  FluxFunction,
  FluxRecord,
  isNull,
  Regexp,
  Time,
  typeName,
  Uint,
  type Value,
} from '../../values/value.ts'
import { builtin } from '../builtin.ts'

/** The JSON of a value as bytes, labels sorted. */
export const encode = builtin('encode', ['v'], (args) => {
  return new Bytes(new TextEncoder().encode(jsonOf(args.value('v'))))
})

/** JSON as Go writes it: labels sorted, `<`, `>` and `&` escaped. */
export function jsonOf(value: Value): string {
  if (isNull(value)) return 'null'
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'number':
      return jsonFloat(value)
    case 'bigint':
    case 'boolean':
      return String(value)
  }
  if (value instanceof Uint) return String(value.value)
  if (value instanceof Time) return quoted(formatTime(value.ns))
  if (value instanceof Duration) return quoted(formatDuration(value))
  if (value instanceof Bytes) return quoted(Buffer.from(value.data).toString('base64'))
  if (value instanceof Regexp) return quoted(value.source)
  if (value instanceof FluxArray) return `[${value.elements.map(jsonOf).join(',')}]`
  if (value instanceof FluxRecord) return jsonObject([...value.fields])
  if (value instanceof Dict) {
    return jsonObject([...value.entries.values()].map(([key, one]) => [displayOf(key), one] as const))
  }
  if (value instanceof FluxFunction) throw new FluxError('cannot encode a function value')
  if (value instanceof TableStream) {
    throw new FluxError(
      'got table stream instead of array. Try using tableFind() or findRecord() to extract data from stream',
    )
  }
  throw new FluxError(`unknown nature ${typeName(value)}`)
}

function jsonObject(entries: readonly (readonly [string, Value])[]): string {
  const sorted = entries.toSorted(([a], [b]) => compareStrings(a, b))
  return `{${sorted.map(([label, one]) => `${quoted(label)}:${jsonOf(one)}`).join(',')}}`
}

function jsonFloat(value: number): string {
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
    throw new FluxError(`json: unsupported value: ${name}`, { code: 'internal error' })
  }
  // Both languages write an exponent from 1e21 on; below 1e-6 Go cuts the exponent's zeros as JavaScript has none.
  return Object.is(value, -0) ? '-0' : String(value)
}

/** A JSON string as Go writes it. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll(/[<>&\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(/\\[bf]/g, (found) => (found === '\\b' ? '\\u0008' : '\\u000c'))
}
