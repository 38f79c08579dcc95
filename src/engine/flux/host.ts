import type { Point } from '../../line-protocol/types.ts'
import type { BucketRow, DbrpRow, TaskRow } from '../state/records.ts'
import type { ReadRequest, SeriesKey, SeriesSlice } from '../storage/types.ts'
import type { EngineVersion } from '../version.ts'

/**
 * What a Flux query may ask of the server it runs on, with the asker's permissions already applied:
 * a bucket that may not be read is as absent as one that does not exist.
 */
export interface FluxHost {
  readonly version: EngineVersion
  readonly orgId: string
  readonly orgName: string
  /** `now()` of the query, nanoseconds: the request's, or a task run's scheduled time. */
  readonly nowNs: bigint
  /** Undefined: unknown or unreadable. */
  findBucket(reference: { name: string } | { id: string }): BucketRow | undefined
  /** The readable buckets of the organisation, in the order of `buckets()`. */
  listBuckets(): readonly BucketRow[]
  read(request: ReadRequest): SeriesSlice[]
  /** @param range only series of the shards that overlap it; absent: all that are listed. */
  seriesKeys(bucketId: string, range?: { start: bigint; stop: bigint }): readonly SeriesKey[]
  /** `to()`: throws an ApiError when the asker may not write or when storage refuses points. */
  write(bucket: { name: string } | { id: string }, org: { name?: string; id?: string }, points: readonly Point[]): void
  /** Undefined: no such secret. */
  secret(key: string): string | undefined
  listDbrps(): readonly DbrpRow[]
  listTasks(): readonly TaskRow[]
  /** Of the task whose run this query is: when it last succeeded. Undefined outside a task. */
  readonly task?: { readonly id: string; readonly lastSuccessNs?: bigint }
}
