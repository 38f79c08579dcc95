import type { FieldType } from '../../line-protocol/types.ts'
import { BucketData } from './bucket-data.ts'
import { FieldColumn } from './field-column.ts'
import { MeasurementInShard, SeriesInShard, Shard } from './shard.ts'
import type { BucketStorageRules, Column } from './types.ts'

type Tags = readonly (readonly [key: string, value: string])[]

/**
 * A store as a sequence of plain parts, for a file: each bucket, behind it its shards, behind each its measurements,
 * behind each its series; `end` is last.
 */
export type StoragePart =
  | { readonly kind: 'bucket'; readonly id: string; readonly rules: BucketStorageRules }
  | { readonly kind: 'shard'; readonly id: number; readonly start: bigint; readonly end: bigint }
  | {
      readonly kind: 'measurement'
      readonly name: string
      readonly types: readonly (readonly [field: string, type: FieldType])[]
      readonly deleted: readonly Tags[]
    }
  | {
      readonly kind: 'series'
      readonly tags: Tags
      readonly columns: readonly { readonly field: string; readonly times: BigInt64Array; readonly column: Column }[]
    }
  | { readonly kind: 'end'; readonly nextShardId: number }

/** Before and behind every time that a point can have. */
const allTimes = { start: -(2n ** 63n), stop: 2n ** 63n } as const

/** The parts of a store; arrays are views on it. */
export function* partsOf(buckets: Iterable<BucketData>, nextShardId: number): Generator<StoragePart> {
  for (const { id, rules, shards } of buckets) {
    yield { kind: 'bucket', id, rules }
    for (const shard of shards) {
      yield { kind: 'shard', id: shard.id, start: shard.start, end: shard.end }
      for (const measurement of shard.measurements.values()) yield* measurementParts(measurement)
    }
  }
  yield { kind: 'end', nextShardId }
}

function* measurementParts({ name, types, series, deleted }: MeasurementInShard): Generator<StoragePart> {
  yield { kind: 'measurement', name, types: [...types], deleted: [...deleted].map(({ tags }) => tags) }
  for (const { entry, columns } of series.values()) {
    yield {
      kind: 'series',
      tags: entry.tags,
      columns: [...columns].flatMap(([field, column]) => {
        const view = column.view(allTimes.start, allTimes.stop)
        return view ? [{ field, ...view }] : []
      }),
    }
  }
}

/** A store made of its parts, of epoch `owner`. Throws when the parts end before `end`. */
export function storeOf(
  parts: Iterable<StoragePart>,
  owner: number,
): { readonly buckets: Map<string, BucketData>; readonly nextShardId: number } {
  const buckets = new Map<string, BucketData>()
  let bucket: BucketData | undefined
  let shard: Shard | undefined
  let measurement: MeasurementInShard | undefined
  for (const part of parts) {
    switch (part.kind) {
      case 'bucket':
        bucket = new BucketData(owner, part.id, { rules: part.rules })
        buckets.set(part.id, bucket)
        break
      case 'shard':
        shard = new Shard(owner, part.id, part)
        bucket?.shards.push(shard)
        break
      case 'measurement':
        measurement = new MeasurementInShard(owner, part.name)
        for (const [field, type] of part.types) measurement.types.set(field, type)
        for (const tags of part.deleted) if (bucket) measurement.deleted.add(bucket.registry.entryOf(part.name, tags))
        shard?.measurements.set(part.name, measurement)
        break
      case 'series':
        if (bucket && measurement) addSeries(bucket, measurement, part)
        break
      case 'end':
        return { buckets, nextShardId: part.nextShardId }
    }
  }
  throw new Error('storage: expected parts that close with an end, found none')
}

function addSeries(
  bucket: BucketData,
  measurement: MeasurementInShard,
  part: Extract<StoragePart, { kind: 'series' }>,
): void {
  const entry = bucket.registry.entryOf(measurement.name, part.tags)
  const columns = part.columns.map(
    ({ field, times, column }) => [field, FieldColumn.of(times, column, { owner: measurement.owner })] as const,
  )
  measurement.series.set(entry, new SeriesInShard(measurement.owner, entry, new Map(columns)))
}
