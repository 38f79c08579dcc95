import type { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { writeValue } from '../line-protocol/bytes/write-value.ts'
import { encodeName } from '../line-protocol/encoded-name.ts'
import type { FieldValue } from '../line-protocol/types.ts'
import type { Decision } from './decision.ts'
import type { Draft } from './draft.ts'
import type { FieldTarget } from './field-target.ts'
import type { FixedFields } from './fixed-fields.ts'

const blank = 0x20

/** A draft of a line, written into bytes as it comes: no point is made on the way. Tags must come before fields. */
export class LineDraft implements Draft {
  readonly decisions: Decision[]
  readonly #writer: ByteWriter
  #fields = 0

  /** Begins with decisions that others share; they are copied. */
  constructor(writer: ByteWriter, decisions: readonly Decision[] = []) {
    this.#writer = writer
    this.decisions = decisions.slice()
  }

  /** How many fields were written. */
  get fields(): number {
    return this.#fields
  }

  tag(key: string, value: string): void {
    if (this.#fields > 0) throw new RangeError(`tag ${key} after a field`)
    this.#writer.copy(encodeName('tagKey', key).raw)
    this.#writer.copy(encodeName('tagValue', value).raw)
  }

  field({ asFirst, asNext }: FieldTarget, { type, value }: FieldValue): void {
    const start = this.#writer.length
    this.#writer.copy(this.#fields === 0 ? asFirst : asNext)
    if (writeValue(type, value, { writer: this.#writer })) this.#fields++
    else this.#writer.truncate(start)
  }

  fixed({ fields, bytes }: FixedFields): void {
    if (fields.length === 0) return
    if (this.#fields > 0) this.#writer.copy(bytes)
    else {
      this.#writer.byte(blank)
      this.#writer.copy(bytes.subarray(1))
    }
    this.#fields += fields.length
  }
}
