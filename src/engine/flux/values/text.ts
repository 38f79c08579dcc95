import { NotImplemented } from '../language/flux-error.ts'
import { formatDuration } from './duration-math.ts'
import { formatFloat } from './float-text.ts'
import { formatTimeNano } from './time-text.ts'
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
  Uint,
  type Value,
} from './value.ts'

/** `string(v:)` of the types that have one; undefined: the conversion is an error. */
export function stringOf(value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return formatFloat(value)
    case 'bigint':
    case 'boolean':
      return String(value)
  }
  if (value instanceof Uint) return String(value.value)
  if (value instanceof Time) return formatTimeNano(value.ns)
  if (value instanceof Duration) return formatDuration(value)
  if (value instanceof Bytes) return new TextDecoder().decode(value.data)
  return undefined
}

/** A value as Flux source text, as `display(v:)` gives it. */
export function displayOf(value: Value): string {
  if (isNull(value)) return '<null>'
  if (value instanceof Time) return formatTimeNano(value.ns)
  if (value instanceof Regexp) return value.source
  if (value instanceof FluxFunction) throw new NotImplemented('display(v:) of a function')
  if (value instanceof FluxArray) return `[${value.elements.map(displayOf).join(', ')}]`
  if (value instanceof FluxRecord) {
    return `{${[...value.fields].map(([label, one]) => `${label}: ${displayOf(one)}`).join(', ')}}`
  }
  if (value instanceof Dict) {
    if (value.entries.size === 0) return '[:]'
    return `[${[...value.entries.values()].map(([key, one]) => `${displayOf(key)}: ${displayOf(one)}`).join(', ')}]`
  }
  if (value instanceof Bytes) return `0x${Buffer.from(value.data).toString('hex')}`
  return stringOf(value) ?? '<table stream>'
}
