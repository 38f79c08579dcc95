import type { FieldValue, Point } from '../line-protocol/types.ts'
import type { Field, Measurement, Tag } from './model.ts'

/** When examples take place: 2026-01-15T07:31:04Z, in nanoseconds. */
const exampleTime = 1_768_462_264_000_000_000n

/** A point that shows what a measurement holds: every tag and field with its first example, or a value that keeps its bounds. */
export function examplePoint({ key, tags, fields }: Measurement): Point {
  return {
    measurement: key,
    tags: tags.map((tag) => [tag.key, exampleTag(tag)] as const),
    fields: fields.map((field) => [field.key, exampleField(field)] as const),
    time: exampleTime,
  }
}

function exampleTag({ key, examples, values }: Tag): string {
  return examples[0] ?? values?.[0] ?? key
}

function exampleField({ key, type, examples, min, max }: Field): FieldValue {
  const [example] = examples
  if (type === 'string') return { type, value: String(example ?? key) }
  if (type === 'boolean') return { type, value: example === undefined ? true : example === true }
  const value = typeof example === 'number' ? example : (min ?? Math.min(max ?? 1, 1))
  return type === 'float' ? { type, value } : { type, value: BigInt(Math.trunc(value)) }
}
