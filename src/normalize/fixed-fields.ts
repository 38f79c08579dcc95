import { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { writeValue } from '../line-protocol/bytes/write-value.ts'
import { encodeName } from '../line-protocol/encoded-name.ts'
import type { FieldValue } from '../line-protocol/types.ts'

/** Fields that many points share, with what they look like in a line, worked out once. Nobody may change them. */
export interface FixedFields {
  readonly fields: readonly (readonly [key: string, value: FieldValue])[]
  /** Each field after a comma. */
  readonly asNext: Uint8Array
  /** The same, but for the first, which is after the blank that begins the fields. */
  readonly asFirst: Uint8Array
}

const blank = 0x20
const scratch = new ByteWriter(256)

/** Fixes some fields; their keys and values are ones that a server stores. */
export function fixFields(fields: readonly (readonly [key: string, value: FieldValue])[]): FixedFields {
  scratch.truncate(0)
  for (const [key, { type, value }] of fields) {
    scratch.copy(encodeName('fieldKey', key).raw)
    writeValue(type, value, { writer: scratch })
  }
  const asNext = scratch.view().slice()
  const asFirst = asNext.slice()
  if (fields.length > 0) asFirst[0] = blank
  return { fields, asNext, asFirst }
}
