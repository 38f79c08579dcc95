import { encodeName } from '../line-protocol/encoded-name.ts'
import type { FieldType, FieldValue } from '../line-protocol/types.ts'
import type { FieldShape, PointShape } from './shape.ts'

/** A declared field that a rule writes to: its key and the one type that it will ever have. */
export interface FieldTarget {
  readonly key: string
  readonly type: FieldType
  /** The unit that the contract declares, if any. */
  readonly unit: string | undefined
  /** The key as it stands in a line, before its value: after the blank that begins the fields. */
  readonly asFirst: Uint8Array
  /** The same after the comma of a field before it. */
  readonly asNext: Uint8Array
}

/** The target of a field, or undefined where the shape does not declare it. */
export function fieldTarget(shape: PointShape, key: string): FieldTarget | undefined {
  const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
  return field && targetOf(key, field)
}

/** The target of a field that its writer declares. */
export function targetOf(key: string, { type, unit }: FieldShape): FieldTarget {
  return { key, type, unit, asFirst: encodeName('firstFieldKey', key).raw, asNext: encodeName('fieldKey', key).raw }
}

/**
 * A number as the declared type. Integers are rounded towards zero; undefined where the type cannot hold the number
 * (not finite, negative for unsigned, beyond 64 bits).
 */
export function numberValue(type: FieldType, value: number): FieldValue | undefined {
  if (!Number.isFinite(value)) return undefined
  switch (type) {
    case 'float':
      return { type, value }
    case 'integer':
      return Math.abs(value) < 2 ** 63 ? { type, value: BigInt(Math.trunc(value)) } : undefined
    case 'unsigned':
      return value >= 0 && value < 2 ** 64 ? { type, value: BigInt(Math.trunc(value)) } : undefined
    case 'string':
      return { type, value: String(value) }
    case 'boolean':
      return { type, value: value !== 0 }
  }
}

/** A truth value as the declared type: 1 and 0 in numeric fields. */
export function booleanValue(type: FieldType, value: boolean): FieldValue | undefined {
  return type === 'boolean' ? { type, value } : numberValue(type, value ? 1 : 0)
}
