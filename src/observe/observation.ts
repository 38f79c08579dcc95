import type { AuthorizationRecord, BucketRecord, DbrpRecord, TaskRecord } from '../client/records.ts'
import type { FieldType } from '../line-protocol/types.ts'
import type { Reading } from './reading.ts'
import type { Rights } from './rights.ts'

/** What was read from a server to decide checks. Keys of maps are made by keys.ts. */
export interface Observation {
  /** When it was taken; nanoseconds since the epoch. Every window ends here. */
  readonly nowNs: bigint
  /** Window of what carries none, such as undeclared measurements. */
  readonly lookbackNs: bigint
  /** false: kinds that write are skipped. */
  readonly allowWrite: boolean
  /** Version as the server names it: `2.8.0`. */
  readonly version: Reading<string>
  readonly org: Reading<OrgFact>
  readonly buckets: Reading<BucketsFact>
  readonly authorizations: Reading<readonly AuthorizationRecord[]>
  /** What the token that was used may read, as far as it can be known. */
  readonly rights: Rights
  readonly tasks: Reading<readonly TaskRecord[]>
  readonly dbrps: Reading<readonly DbrpRecord[]>
  readonly refusedWrites: Reading<readonly RefusedWrite[]>
  /** By bucket and window. */
  readonly profiles: ReadonlyMap<string, Reading<Profile>>
  /** By bucket: measurement → field → types, from all shards. */
  readonly fieldTypes: ReadonlyMap<string, Reading<FieldTypes>>
  /** By bucket, window, measurement and field. */
  readonly ranges: ReadonlyMap<string, Reading<FieldRange>>
  /** By bucket, window and measurement. */
  readonly points: ReadonlyMap<string, Reading<PointsAndValues>>
  /** By bucket, window, measurement and stream tags; undefined: fewer than two points in every stream. */
  readonly gaps: ReadonlyMap<string, Reading<Gap | undefined>>
  /** By bucket: a point older than the oldest that may be seen; undefined: none. */
  readonly overdue: ReadonlyMap<string, Reading<OldestPoint | undefined>>
  /** By bucket and span: bounds of the number of points; equal where they were counted one by one. */
  readonly volumes: ReadonlyMap<string, Reading<PointCount>>
  /** By bucket, measurement and range: milliseconds, the median of a few. */
  readonly latencies: ReadonlyMap<string, Reading<number>>
  readonly readiness: Reading<CanaryFact>
  /** By bucket. */
  readonly edges: ReadonlyMap<string, Reading<EdgeFact>>
  readonly throughputs: ReadonlyMap<string, Reading<ThroughputFact>>
  /** What was written and could not be removed, as a sentence each. */
  readonly leftovers: readonly string[]
}

/** `hidden`: exists, but the token may not read it. */
export interface OrgFact {
  readonly name: string
  readonly state: 'present' | 'absent' | 'hidden'
  readonly id?: string
}

export interface BucketsFact {
  /** User and system buckets that the token may read, by name. */
  readonly readable: ReadonlyMap<string, BucketRecord>
  /** Names that the server has, but that the token may not read. */
  readonly hidden: ReadonlySet<string>
}

export interface RefusedWrite {
  readonly timeNs: bigint
  readonly message: string
}

/** All series of a bucket with points in a window, by measurement. */
export type Profile = ReadonlyMap<string, readonly SeriesFact[]>

/** How many points a measurement has, and by field how many values. */
export interface PointsAndValues {
  readonly points: number
  readonly values: ReadonlyMap<string, number>
}

/** One series (measurement, tag set, field) of a window. */
export interface SeriesFact {
  readonly tags: ReadonlyMap<string, string>
  readonly field: string
  /** Type in the latest shard of the window. */
  readonly type: FieldType
  /** Time of the newest value. */
  readonly lastNs: bigint
}

export type FieldTypes = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<FieldType>>>

/** A value and the tags of its point. */
export interface Extreme {
  readonly value: number
  readonly tags: ReadonlyMap<string, string>
}

export interface FieldRange {
  readonly min: Extreme
  readonly max: Extreme
}

export interface Gap {
  readonly lengthNs: bigint
  /** Time of the point that ends it. */
  readonly endNs: bigint
  /** The stream's tags. */
  readonly stream: ReadonlyMap<string, string>
}

export interface OldestPoint {
  readonly timeNs: bigint
  readonly measurement: string
}

export interface PointCount {
  readonly least: number
  readonly most: number
}

export interface CanaryFact {
  /** Where the canary went: a scratch bucket, or a bucket of the contract. */
  readonly bucket: string
  readonly readBack: boolean
}

export interface EdgeFact {
  readonly bucket: string
  /** True when the server said that it dropped a point. */
  readonly refused: boolean
  readonly expiredStored: boolean
  readonly freshStored: boolean
}

export interface ThroughputFact {
  readonly bucket: string
  readonly sent: number
  readonly stored: number
  readonly elapsedMs: number
}
