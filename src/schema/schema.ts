import type { FieldType } from '../line-protocol/types.ts'

/** What points look like: inferred from points, or from what a server tells of its series. By measurement. */
export type Schema = ReadonlyMap<string, MeasurementSchema>

export interface MeasurementSchema {
  readonly tags: ReadonlyMap<string, TagSchema>
  readonly fields: ReadonlyMap<string, FieldSchema>
  /** By `tagSetKey`. */
  readonly tagSets: ReadonlyMap<string, TagSet>
}

export interface TagSchema {
  readonly values: ReadonlySet<string>
  /** Every point carries it. */
  readonly always: boolean
}

export interface FieldSchema {
  /** Type → start of the shard group (nanoseconds) → a line of line protocol that shows it there. A field of one type has one entry. */
  readonly types: ReadonlyMap<FieldType, ReadonlyMap<bigint, string>>
  /** Every point carries it. */
  readonly always: boolean
  /** Of a numeric field whose values are known; both inclusive. */
  readonly range?: NumberRange
}

export interface NumberRange {
  readonly min: number
  readonly max: number
}

export interface TagSet {
  readonly tags: ReadonlyMap<string, string>
  /** One series each. */
  readonly fields: ReadonlySet<string>
}

/** The key of a tag set, whatever the order of its tags. */
export function tagSetKey(tags: Iterable<readonly [string, string]>): string {
  return JSON.stringify([...tags].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The least range that holds both; either may be unknown. */
export function widestRange(a: NumberRange | undefined, b: NumberRange | undefined): NumberRange | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }
}
