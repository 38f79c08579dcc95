import type { FieldType } from '../../line-protocol/types.ts'
import type { Column } from './types.ts'

/** Values of one type, in the array that keeps them exact and small; booleans are 0 and 1. */
export type Values = Float64Array | BigInt64Array | BigUint64Array | string[] | Uint8Array
export type Value = number | bigint | string | boolean

/** Room for `capacity` values; strings come as they are. */
export function newValues(type: FieldType, capacity: number): Values {
  switch (type) {
    case 'float':
      return new Float64Array(capacity)
    case 'integer':
      return new BigInt64Array(capacity)
    case 'unsigned':
      return new BigUint64Array(capacity)
    case 'boolean':
      return new Uint8Array(capacity)
    case 'string':
      return []
  }
}

/** Puts a value in its place; a string that repeats the one before it is kept once. */
export function storeValue(
  values: Values,
  type: FieldType,
  { index, value }: { readonly index: number; readonly value: Value },
): void {
  switch (type) {
    case 'float':
      ;(values as Float64Array)[index] = value as number
      return
    case 'integer':
      ;(values as BigInt64Array)[index] = value as bigint
      return
    case 'unsigned':
      ;(values as BigUint64Array)[index] = value as bigint
      return
    case 'boolean':
      ;(values as Uint8Array)[index] = value ? 1 : 0
      return
    case 'string': {
      const texts = values as string[]
      texts[index] = index > 0 && texts[index - 1] === value ? (texts[index - 1] as string) : (value as string)
    }
  }
}

/** Copies one value between arrays of one type. */
export function moveValue(target: Values, source: Values, at: { type: FieldType; to: number; from: number }): void {
  const value = at.type === 'boolean' ? source[at.from] === 1 : (source[at.from] as Value)
  storeValue(target, at.type, { index: at.to, value })
}

/** Copies source[from, to) to target[offset, …) of the same type. */
export function copyValues(target: Values, offset: number, part: { source: Values; from: number; to: number }): void {
  if (Array.isArray(target)) {
    for (let index = part.from; index < part.to; index++) {
      target[offset + index - part.from] = part.source[index] as string
    }
    return
  }
  ;(target as Float64Array).set((part.source as Float64Array).subarray(part.from, part.to), offset)
}

/** Values [from, to) as a column: a view, except of strings. */
export function viewOf(
  values: Values,
  type: FieldType,
  { from, to }: { readonly from: number; readonly to: number },
): Column {
  switch (type) {
    case 'float':
      return { type, values: (values as Float64Array).subarray(from, to) }
    case 'integer':
      return { type, values: (values as BigInt64Array).subarray(from, to) }
    case 'unsigned':
      return { type, values: (values as BigUint64Array).subarray(from, to) }
    case 'boolean':
      return { type, values: (values as Uint8Array).subarray(from, to) }
    case 'string':
      return { type, values: (values as string[]).slice(from, to) }
  }
}
