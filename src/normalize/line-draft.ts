import type { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { writeValue } from '../line-protocol/bytes/write-value.ts'
import type { FieldValue } from '../line-protocol/types.ts'
import type { Decision } from './decision.ts'
import type { Draft } from './draft.ts'
import { type FieldTarget, numberValue } from './field-target.ts'
import type { FixedFields } from './fixed-fields.ts'
import type { Series } from './series.ts'

const integerMark = 0x69

/** A draft of a line, written into bytes as it comes: no point is made on the way. Tags must come before fields; a line without fields is no bytes. */
export class LineDraft implements Draft {
  readonly decisions: Decision[]
  readonly #writer: ByteWriter
  #series: Series
  #fields = 0

  /** Begins with a series, and with decisions that others share; they are copied. */
  constructor(writer: ByteWriter, series: Series, { decisions = [] }: { decisions?: readonly Decision[] } = {}) {
    this.#writer = writer
    this.#series = series
    this.decisions = decisions.slice()
  }

  /** How many fields were written. */
  get fields(): number {
    return this.#fields
  }

  /** The series of the tags so far. */
  get series(): Series {
    return this.#series
  }

  tag(key: string, value: string): void {
    if (this.#fields > 0) throw new RangeError(`tag ${key} after a field`)
    this.#series = this.#series.with(key, value)
  }

  field(target: FieldTarget, { type, value }: FieldValue): void {
    const start = this.#writer.length
    this.#key(target)
    if (writeValue(type, value, { writer: this.#writer })) this.#fields++
    else this.#writer.truncate(start)
  }

  number(target: FieldTarget, value: number): boolean {
    if (target.type === 'float' && Number.isFinite(value)) {
      this.#key(target)
      this.#writer.float(value)
    } else if (target.type === 'integer' && Number.isSafeInteger(Math.trunc(value))) {
      this.#key(target)
      this.#writer.whole(Math.trunc(value))
      this.#writer.byte(integerMark)
    } else {
      const field = numberValue(target.type, value)
      if (field !== undefined) this.field(target, field)
      return field !== undefined
    }
    this.#fields++
    return true
  }

  text(target: FieldTarget, value: string): void {
    this.#key(target)
    this.#writer.quoted(value)
    this.#fields++
  }

  fixed(fixed: FixedFields): void {
    if (fixed.fields.length === 0) return
    this.#key(fixed)
    this.#fields += fixed.fields.length
  }

  /** Begins a field, or some fixed ones. Tags are complete when the first field comes. */
  #key({ asFirst, asNext }: Pick<FieldTarget, 'asFirst' | 'asNext'>): void {
    if (this.#fields === 0) {
      this.#writer.copy(this.#series.bytes)
      this.#writer.copy(asFirst)
    } else this.#writer.copy(asNext)
  }
}
