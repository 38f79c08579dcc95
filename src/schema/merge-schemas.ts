import type { FieldType } from '../line-protocol/types.ts'
import {
  type FieldSchema,
  type MeasurementSchema,
  type Schema,
  type TagSchema,
  type TagSet,
  widestRange,
} from './schema.ts'

/** The schema of the points of both: nothing is lost, types that do not agree stand side by side. Of two witnesses of one shard the first stays. */
export function mergeSchemas(a: Schema, b: Schema): Schema {
  return mergeMaps(a, b, { both: mergeMeasurements, one: (measurement) => measurement })
}

function mergeMeasurements(a: MeasurementSchema, b: MeasurementSchema): MeasurementSchema {
  return {
    tags: mergeMaps(a.tags, b.tags, { both: mergeTags, one: (tag): TagSchema => ({ ...tag, always: false }) }),
    fields: mergeMaps(a.fields, b.fields, {
      both: mergeFields,
      one: (field): FieldSchema => ({ ...field, always: false }),
    }),
    tagSets: mergeMaps(a.tagSets, b.tagSets, {
      both: (one, other): TagSet => ({ tags: one.tags, fields: one.fields.union(other.fields) }),
      one: (tagSet) => tagSet,
    }),
  }
}

function mergeTags(a: TagSchema, b: TagSchema): TagSchema {
  return { values: a.values.union(b.values), always: a.always && b.always }
}

function mergeFields(a: FieldSchema, b: FieldSchema): FieldSchema {
  const range = widestRange(a.range, b.range)
  return {
    types: mergeMaps<FieldType, ReadonlyMap<bigint, string>>(a.types, b.types, {
      both: (one, other) => new Map([...other, ...one]),
      one: (shards) => shards,
    }),
    always: a.always && b.always,
    ...(range === undefined ? {} : { range }),
  }
}

/** Entries of both maps: `both` joins those that stand in both, `one` gives what becomes of the others. */
function mergeMaps<Key, Value>(
  a: ReadonlyMap<Key, Value>,
  b: ReadonlyMap<Key, Value>,
  { both, one }: { readonly both: (a: Value, b: Value) => Value; readonly one: (value: Value) => Value },
): Map<Key, Value> {
  const merged = new Map<Key, Value>()
  for (const [key, value] of a) {
    const other = b.get(key)
    merged.set(key, other === undefined ? one(value) : both(value, other))
  }
  for (const [key, value] of b) if (!a.has(key)) merged.set(key, one(value))
  return merged
}
