import type { AuthorizationRecord, BucketRecord, DbrpRecord, TaskRecord } from '../../client/records.ts'
import type { Schema } from '../../schema/schema.ts'
import type { TypeConflict } from '../../schema/type-conflicts.ts'
import type { Reading } from '../reading.ts'

/** All that a server tells of one org, for a contract to be written from it. */
export interface Survey {
  /** When it was taken, nanoseconds since the epoch. */
  readonly nowNs: bigint
  /** How far back points were read one by one, nanoseconds. */
  readonly lookbackNs: bigint
  /** As the server names it: `2.8.0`; absent: no answer named one. */
  readonly version?: string
  readonly org: string
  readonly orgId: string | undefined
  /** true: the token is known to see every bucket of the org. */
  readonly complete: boolean
  /** User buckets that the token may read, by name. */
  readonly buckets: readonly BucketSurvey[]
  readonly authorizations: Reading<readonly AuthorizationRecord[]>
  readonly tasks: Reading<readonly TaskRecord[]>
  readonly dbrps: Reading<readonly DbrpRecord[]>
}

export interface BucketSurvey {
  readonly record: BucketRecord
  /** Of all its points; ranges are those of the look-back. */
  readonly schema: Reading<Schema>
  /** By measurement. */
  readonly activity: ReadonlyMap<string, Activity>
  /** Fields of more than one type; witnesses where their shards could be read. */
  readonly conflicts: readonly TypeConflict[]
}

/** When a measurement is written. */
export interface Activity {
  /** Time of its newest point, nanoseconds. */
  readonly newestNs: bigint
  /** Median over its series of the mean distance of points in the look-back, nanoseconds; absent: too few points. */
  readonly everyNs?: bigint
}
