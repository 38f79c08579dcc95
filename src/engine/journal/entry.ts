import v8 from 'node:v8'
import type { Row } from '../state/table.ts'
import type { StoragePart } from '../storage/storage-parts.ts'
import type { BucketStorageRules } from '../storage/types.ts'
import type { PackedPoint } from './packed-point.ts'

/** What a delete removed, by shard, so that it is done again without its predicate. */
export interface DeletedSeries {
  readonly shardId: number
  readonly measurement: string
  readonly tags: readonly (readonly [key: string, value: string])[]
  /** '' for a series without values. */
  readonly field: string
}

/** One thing that happened, or, in an image, one thing that is. */
export type Entry =
  | { readonly kind: 'format'; readonly format: number }
  | { readonly kind: 'row'; readonly table: string; readonly id: string; readonly row: Row | undefined }
  | { readonly kind: 'rules'; readonly bucketId: string; readonly rules: BucketStorageRules }
  | { readonly kind: 'drop'; readonly bucketId: string }
  | {
      readonly kind: 'write'
      readonly bucketId: string
      readonly points: readonly PackedPoint[]
      readonly nowNs: bigint
    }
  | {
      readonly kind: 'delete'
      readonly bucketId: string
      readonly start: bigint
      readonly stop: bigint
      readonly series: readonly DeletedSeries[]
    }
  | { readonly kind: 'retention'; readonly nowNs: bigint }
  /** Happened as one: a cut-short record of it leaves nothing of it. */
  | { readonly kind: 'together'; readonly entries: readonly Entry[] }
  | { readonly kind: 'part'; readonly part: StoragePart }

/** The format that this code writes; files of another are refused. */
export const journalFormat = 1

export function encodeEntry(entry: Entry): Buffer {
  return v8.serialize(entry)
}

export function decodeEntry(payload: Buffer): Entry {
  return v8.deserialize(payload) as Entry
}
