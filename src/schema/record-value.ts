import type { FieldType, FieldValue } from '../line-protocol/types.ts'

/** A field value as a record holds it: its type is the declared one, and an integer may be a safe number. */
export type RecordValue = number | bigint | string | boolean

/** The field value of a declared type that a record's value stands for; undefined where it is of another type. */
export function fieldValueOf(type: FieldType, value: RecordValue): FieldValue | undefined {
  switch (type) {
    case 'float':
      return typeof value === 'number' ? { type, value } : undefined
    case 'string':
      return typeof value === 'string' ? { type, value } : undefined
    case 'boolean':
      return typeof value === 'boolean' ? { type, value } : undefined
    case 'integer':
    case 'unsigned':
      if (typeof value === 'bigint') return { type, value }
      return typeof value === 'number' && Number.isSafeInteger(value) ? { type, value: BigInt(value) } : undefined
  }
}
