import type { FieldType, Point } from '../../line-protocol/types.ts'

/** Values of one field, one entry a point, in the column type that keeps it exact and small. */
export type Column =
  | { readonly type: 'float'; readonly values: Float64Array }
  | { readonly type: 'integer'; readonly values: BigInt64Array }
  | { readonly type: 'unsigned'; readonly values: BigUint64Array }
  | { readonly type: 'string'; readonly values: readonly string[] }
  | { readonly type: 'boolean'; readonly values: Uint8Array }

/**
 * One series (measurement, tag set, field) cut to a time range: `times` ascending and unique, nanoseconds.
 * The arrays may be views on the store: read them before the next write, never change them.
 */
export interface SeriesSlice {
  readonly measurement: string
  /** Sorted by key. */
  readonly tags: readonly (readonly [key: string, value: string])[]
  readonly field: string
  readonly times: BigInt64Array
  readonly column: Column
}

export interface ReadRequest {
  readonly bucketId: string
  /** Inclusive, nanoseconds. */
  readonly start: bigint
  /** Exclusive, nanoseconds. */
  readonly stop: bigint
  /** Decides from keys alone, before a value is touched; absent: every series. */
  readonly matches?: (series: SeriesKey) => boolean
}

export interface SeriesKey {
  readonly measurement: string
  readonly tags: readonly (readonly [key: string, value: string])[]
  readonly field: string
}

/** What the storage refused of a batch, in the server's words; the rest of the batch is stored. */
export interface PartialWrite {
  /** The reason and `dropped=N`, as the 422 body gives it after "partial write: ". */
  readonly message: string
  readonly dropped: number
}

export interface ShardGroup {
  readonly id: number
  /** Inclusive, nanoseconds. */
  readonly start: bigint
  /** Exclusive, nanoseconds. */
  readonly end: bigint
}

export interface BucketFigures {
  readonly series: number
  readonly measurements: number
}

/** Retention and shard group duration of a bucket as storage needs them. 0n: infinite retention. */
export interface BucketStorageRules {
  readonly retentionNs: bigint
  readonly shardGroupNs: bigint
}

/** The store of the embedded engine: every bucket's points, in shard groups of columns. */
export interface Storage {
  createBucket(bucketId: string, rules: BucketStorageRules): void
  updateBucket(bucketId: string, rules: BucketStorageRules): void
  dropBucket(bucketId: string): void
  /** Stores a batch; points without a time get `nowNs`. Undefined: all stored. */
  write(bucketId: string, points: readonly Point[], nowNs: bigint): PartialWrite | undefined
  /** Series order of the real server: measurement, then tags, then field. */
  read(request: ReadRequest): SeriesSlice[]
  /** Deletes points of matching series in [start, stop], both inclusive. */
  delete(bucketId: string, range: { start: bigint; stop: bigint }, matches: (series: SeriesKey) => boolean): void
  /** All series keys of a bucket, whatever their time, deleted ones that a real server still lists included. */
  seriesKeys(bucketId: string): SeriesKey[]
  /** Field types by shard group: a field may have another type in another shard. */
  fieldTypes(bucketId: string): { measurement: string; field: string; type: FieldType; shard: ShardGroup }[]
  shardGroups(bucketId: string): ShardGroup[]
  figures(bucketId: string): BucketFigures
  /** Drops whole shard groups that ended before now minus retention: what the 30-minute check does. */
  enforceRetention(nowNs: bigint): void
  /** Cheap: shares columns with the store until one side writes. */
  snapshot(): StorageSnapshot
  restore(snapshot: StorageSnapshot): void
  reset(): void
}

/** Opaque. */
export interface StorageSnapshot {
  readonly kind: 'storage-snapshot'
}
