import type { Series } from '../../line-protocol/series.ts'
import type { FieldType, Point } from '../../line-protocol/types.ts'
import type { StoragePart } from './storage-parts.ts'

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
  /**
   * Where a field has another type in another shard, only shards of one type are read: up to the first other type, seen
   * from the earliest shard (`ascending`, the default) or from the latest (`descending`, as last() reads).
   */
  readonly direction?: 'ascending' | 'descending'
  /** Reads points at the largest time a point can have too: InfluxQL shows them, no Flux range does. Default false. */
  readonly lastNanosecond?: boolean
}

/** A point as the decoder gives it: with its series where it was read from a line. */
export type StoredPoint = Point & { readonly series?: Series }

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

/** Decides about a series from its keys and from what measurements the shard it lies in has. */
export type SeriesPredicate = (series: SeriesKey, shard: PredicateShard) => boolean

export interface PredicateShard {
  readonly id: number
  /** Before anything of it is removed. */
  hasMeasurement(name: string): boolean
}

/** The store of the embedded engine: every bucket's points, in shard groups of columns. */
export interface Storage {
  createBucket(bucketId: string, rules: BucketStorageRules): void
  updateBucket(bucketId: string, rules: BucketStorageRules): void
  dropBucket(bucketId: string): void
  /** Stores a batch; points without a time get `nowNs`. Undefined: all stored. */
  write(bucketId: string, points: readonly StoredPoint[], nowNs: bigint): PartialWrite | undefined
  /** Series order of the real server: measurement, then tags, then field. */
  read(request: ReadRequest): SeriesSlice[]
  /** Deletes points of matching series in [start, stop], both inclusive. `matches` may be asked once a field or once a series. */
  delete(bucketId: string, range: { start: bigint; stop: bigint }, matches: SeriesPredicate): void
  /**
   * The series keys of a bucket in series order: deleted ones that a real server still lists included, and those of refused
   * points, both with every field of their measurement.
   * @param range only of the shards that overlap it, as the server looks in whole shards; absent: of all.
   */
  seriesKeys(bucketId: string, range?: { start: bigint; stop: bigint }): SeriesKey[]
  /** Field types by shard group: a field may have another type in another shard. */
  fieldTypes(bucketId: string): { measurement: string; field: string; type: FieldType; shard: ShardGroup }[]
  shardGroups(bucketId: string): ShardGroup[]
  figures(bucketId: string): BucketFigures
  /** Drops whole shard groups that ended before now minus retention: what the 30-minute check does. */
  enforceRetention(nowNs: bigint): void
  /** Costs nothing: shares everything with the store until one side writes. */
  snapshot(): StorageSnapshot
  restore(snapshot: StorageSnapshot): void
  reset(): void
  /** All of a snapshot for a file, read as the parts are asked for. */
  dump(snapshot: StorageSnapshot): Iterable<StoragePart>
  /** Replaces everything by what `dump` gave. */
  load(parts: Iterable<StoragePart>): void
}

/** Opaque. */
export interface StorageSnapshot {
  readonly kind: 'storage-snapshot'
}
