import type { FieldType } from '../line-protocol/types.ts'

/** What a contract says about one field, as far as a normalizer needs it. */
export interface FieldShape {
  readonly type: FieldType
  /** Values are converted to this unit; absent: the unit of the quantity (units/table.ts). */
  readonly unit?: string
}

/**
 * The tags and fields that a normalizer may write, with the types of the fields: plain data, made from a contract's
 * measurement. What is not declared is not written, so a point never breaks the contract by its shape.
 */
export interface PointShape {
  readonly measurement: string
  readonly tags: readonly string[]
  readonly fields: Readonly<Record<string, FieldShape>>
}
