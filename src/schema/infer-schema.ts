import { encodePoint } from '../line-protocol/encode.ts'
import type { FieldType, FieldValue, Point } from '../line-protocol/types.ts'
import {
  type FieldSchema,
  type MeasurementSchema,
  type NumberRange,
  type Schema,
  type TagSchema,
  tagSetKey,
  widestRange,
} from './schema.ts'
import { defaultShardGroupNs, shardStart } from './shard-start.ts'

export interface InferOptions {
  /** Length of the bucket's shard groups, nanoseconds. Default 7 d. */
  readonly shardGroupNs?: bigint
}

interface OpenField {
  readonly types: Map<FieldType, Map<bigint, string>>
  points: number
  range: NumberRange | undefined
}

interface OpenMeasurement {
  points: number
  readonly tags: Map<string, { readonly values: Set<string>; points: number }>
  readonly fields: Map<string, OpenField>
  readonly tagSets: Map<string, { readonly tags: ReadonlyMap<string, string>; readonly fields: Set<string> }>
}

/** The schema of points. Of each field, type and shard group it keeps one line as a witness; a point without a time belongs to the shard of 1970. */
export function inferSchema(points: Iterable<Point>, options: InferOptions = {}): Schema {
  const { shardGroupNs = defaultShardGroupNs } = options
  const measurements = new Map<string, OpenMeasurement>()
  for (const point of points) {
    const found = measurements.get(point.measurement) ?? {
      points: 0,
      tags: new Map(),
      fields: new Map(),
      tagSets: new Map(),
    }
    measurements.set(point.measurement, found)
    addPoint(found, point, shardStart(point.time ?? 0n, shardGroupNs))
  }
  return new Map([...measurements].map(([key, open]) => [key, closed(open)]))
}

function addPoint(open: OpenMeasurement, point: Point, shardNs: bigint): void {
  open.points++
  const key = tagSetKey(point.tags)
  const tagSet = open.tagSets.get(key) ?? { tags: new Map(point.tags), fields: new Set<string>() }
  open.tagSets.set(key, tagSet)
  for (const [tag, value] of tagSet.tags) {
    const found = open.tags.get(tag) ?? { values: new Set<string>(), points: 0 }
    open.tags.set(tag, found)
    found.values.add(value)
    found.points++
  }
  for (const [name, value] of new Map(point.fields)) {
    tagSet.fields.add(name)
    const field: OpenField = open.fields.get(name) ?? { types: new Map(), points: 0, range: undefined }
    open.fields.set(name, field)
    field.points++
    const shards = field.types.get(value.type) ?? new Map<bigint, string>()
    field.types.set(value.type, shards)
    if (!shards.has(shardNs)) shards.set(shardNs, lineOf(point))
    field.range = widestRange(field.range, rangeOf(value))
  }
}

function closed({ points, tags, fields, tagSets }: OpenMeasurement): MeasurementSchema {
  return {
    tags: new Map(
      [...tags].map(([key, tag]): [string, TagSchema] => [key, { values: tag.values, always: tag.points === points }]),
    ),
    fields: new Map(
      [...fields].map(([key, { types, range, points: held }]): [string, FieldSchema] => [
        key,
        { types, always: held === points, ...(range === undefined ? {} : { range }) },
      ]),
    ),
    tagSets,
  }
}

function rangeOf({ type, value }: FieldValue): NumberRange | undefined {
  if (type === 'string' || type === 'boolean') return undefined
  return { min: Number(value), max: Number(value) }
}

/** What cannot be written as a line is shown by its name alone. */
function lineOf(point: Point): string {
  const encoded = encodePoint(point)
  return encoded.ok ? encoded.line : point.measurement
}
