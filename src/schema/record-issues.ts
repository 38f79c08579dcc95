import { pointIssues } from '../line-protocol/encode.ts'
import type { EncodeRule } from '../line-protocol/encode-rules.ts'
import type { FieldType, FieldValue, Point, Precision } from '../line-protocol/types.ts'
import { fieldValueOf, type RecordValue } from './record-value.ts'

/** A measurement as an encoder must know it. */
export interface RecordShape {
  readonly measurement: string
  /** `required` is false by default. */
  readonly tags: readonly { readonly key: string; readonly required?: boolean }[]
  readonly fields: readonly { readonly key: string; readonly type: FieldType; readonly required?: boolean }[]
}

/** A record of a declared measurement. A tag that is undefined and a field that is undefined or null are absent. */
export interface EncodableRecord {
  readonly tags: Readonly<Record<string, string | undefined>>
  readonly fields: Readonly<Record<string, RecordValue | null | undefined>>
  /** Nanoseconds since the epoch; absent: the server stamps it. */
  readonly time?: bigint
}

export type RecordRule =
  | EncodeRule
  | 'tag-absent'
  | 'tag-undeclared'
  | 'field-absent'
  | 'field-undeclared'
  | 'field-type'

/** Why a record was not written. */
export interface RecordIssue {
  readonly rule: RecordRule
  readonly measurement: string
  /** The tag or field key, where a tag or a field is at fault. */
  readonly key?: string
  readonly message: string
}

/** Every rule that a record of a declared measurement breaks; none where an encoder writes it. */
export function recordIssues(
  shape: RecordShape,
  record: EncodableRecord,
  precision: Precision,
): readonly RecordIssue[] {
  const issues: RecordIssue[] = []
  const { measurement } = shape
  const report = (rule: RecordRule, key: string, says: string): void => {
    issues.push({ rule, measurement, key, message: `encode measurement ${JSON.stringify(measurement)}: ${says}` })
  }
  for (const { key, required } of shape.tags) {
    if (required && record.tags[key] === undefined) report('tag-absent', key, `tag ${JSON.stringify(key)} is required`)
  }
  for (const key of undeclared(shape.tags, record.tags)) {
    report('tag-undeclared', key, `tag ${JSON.stringify(key)} is not declared`)
  }
  for (const { key, type, required } of shape.fields) {
    const value = record.fields[key] ?? undefined
    if (value === undefined && required) report('field-absent', key, `field ${JSON.stringify(key)} is required`)
    if (value !== undefined && fieldValueOf(type, value) === undefined) {
      report('field-type', key, `expected field ${JSON.stringify(key)} of type ${type}, found ${shown(value)}`)
    }
  }
  for (const key of undeclared(shape.fields, record.fields)) {
    report('field-undeclared', key, `field ${JSON.stringify(key)} is not declared`)
  }
  const point = pointOf(shape, record)
  const lostEveryField = point.fields.length === 0 && issues.length > 0
  const broken = pointIssues(point, precision).filter(({ rule }) => !(lostEveryField && rule === 'fields-missing'))
  return [
    ...issues,
    ...broken.map(({ rule, key, message }) => ({ rule, measurement, ...(key === undefined ? {} : { key }), message })),
  ]
}

/** The point that a record stands for, tags and fields in the declared order; values of another type are left out. */
export function pointOf(shape: RecordShape, record: EncodableRecord): Point {
  const fields = shape.fields.flatMap(({ key, type }): (readonly [string, FieldValue])[] => {
    const value = record.fields[key] ?? undefined
    const typed = value === undefined ? undefined : fieldValueOf(type, value)
    return typed === undefined ? [] : [[key, typed]]
  })
  const point = { measurement: shape.measurement, tags: presentTags(shape, record.tags), fields }
  return record.time === undefined ? point : { ...point, time: record.time }
}

/** The tags of a record that are present, in the declared order. */
export function presentTags(shape: RecordShape, tags: EncodableRecord['tags']): Point['tags'] {
  return shape.tags.flatMap(({ key }) => {
    const value = tags[key]
    return value === undefined ? [] : [[key, value] as const]
  })
}

/** The same record with its tags and fields in the declared order; those that are not declared come last. */
export function inDeclaredOrder(shape: RecordShape, record: EncodableRecord): EncodableRecord {
  return { ...record, tags: ordered(shape.tags, record.tags), fields: ordered(shape.fields, record.fields) }
}

function ordered<Value>(declared: Declared, given: Readonly<Record<string, Value>>): Record<string, Value> {
  const keys = [...declared.map(({ key }) => key).filter((key) => key in given), ...undeclared(declared, given)]
  return Object.fromEntries(keys.map((key) => [key, given[key] as Value]))
}

type Declared = readonly { readonly key: string }[]

function undeclared(declared: Declared, given: object): readonly string[] {
  const keys = new Set(declared.map(({ key }) => key))
  return Object.keys(given).filter((key) => !keys.has(key))
}

function shown(value: RecordValue): string {
  return typeof value === 'bigint' ? `${value}n` : `${typeof value} ${JSON.stringify(value)}`
}
