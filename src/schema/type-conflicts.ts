import type { FieldType } from '../line-protocol/types.ts'
import type { FieldSchema, Schema } from './schema.ts'

/** A line that shows the type of a field in one shard group. */
export interface TypeWitness {
  readonly type: FieldType
  /** Start of the shard group, nanoseconds. */
  readonly shardNs: bigint
  readonly line: string
}

/** A field with more than one type, and a witness for each: the earliest of that type. */
export interface TypeConflict {
  readonly measurement: string
  readonly field: string
  /** One of each type, in the order of their shards. */
  readonly witnesses: readonly TypeWitness[]
  /** true: two of them belong into one shard group, where the server refuses the later; false: each in a shard of its own, where it stores both. */
  readonly refused: boolean
}

/** The types of a field shard by shard, in their order: more than one of a shard is a conflict that the server refuses. */
export function typesPerShard(field: FieldSchema): readonly TypeWitness[] {
  return [...field.types]
    .flatMap(([type, shards]) => [...shards].map(([shardNs, line]) => ({ type, shardNs, line })))
    .sort((a, b) => (a.shardNs < b.shardNs ? -1 : a.shardNs > b.shardNs ? 1 : 0))
}

/** Every field that has more than one type. */
export function typeConflicts(schema: Schema): TypeConflict[] {
  const conflicts: TypeConflict[] = []
  for (const [measurement, { fields }] of schema) {
    for (const [field, one] of fields) {
      if (one.types.size < 2) continue
      const all = typesPerShard(one)
      const witnesses = all.filter(({ type }, at) => all.findIndex((other) => other.type === type) === at)
      const refused = new Set(all.map(({ shardNs }) => shardNs)).size < all.length
      conflicts.push({ measurement, field, witnesses, refused })
    }
  }
  return conflicts
}
