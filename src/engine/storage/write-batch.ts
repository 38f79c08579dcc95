import type { FieldValue } from '../../line-protocol/types.ts'
import type { BucketData } from './bucket-data.ts'
import type { FieldColumn } from './field-column.ts'
import {
  type DroppedPoint,
  outsideRetention,
  timeField,
  timeFieldStripped,
  timeTag,
  tooLong,
  typeConflict,
} from './partial-write-text.ts'
import type { MeasurementInShard, SeriesInShard, Shard } from './shard.ts'
import type { PartialWrite, StoredPoint } from './types.ts'

/** Longest string value, in bytes of UTF-8. */
const maxStringBytes = 1_048_576

export interface WriteContext {
  readonly epoch: number
  readonly nowNs: bigint
  /** 2.9 and later refuse to drop a field `time` in silence. */
  readonly reportsTimeField: boolean
  nextShardId(): number
}

/** What one shard refused of the batch: its first reason counts. */
interface Refusal {
  reason: string
  dropped: number
}

/** Writes one batch into a bucket of the current epoch, as points_writer.go and shard.go do. */
export class BatchWriter {
  #bucket: BucketData
  #context: WriteContext
  #refusals = new Map<number, Refusal>()
  #shard: Shard | undefined
  #measurement: MeasurementInShard | undefined
  /** The columns of the point at hand, by position of its fields; undefined where a column is still to be made. */
  #columns: (FieldColumn | undefined)[] = []

  constructor(bucket: BucketData, context: WriteContext) {
    this.#bucket = bucket
    this.#context = context
  }

  write(points: readonly StoredPoint[]): PartialWrite | undefined {
    const { retentionNs } = this.#bucket.rules
    const bound = retentionNs > 0n ? this.#context.nowNs - retentionNs : undefined
    const opened = bound === undefined ? undefined : this.#openShards(points, bound)
    const expired: DroppedPoint[] = []
    for (let index = 0; index < points.length; index++) {
      const point = points[index] as StoredPoint
      const time = point.time ?? this.#context.nowNs
      const shard = this.#shardAt(time, opened)
      if (shard) this.#writePoint(shard, point, time)
      else expired.push({ point, time })
    }
    return this.#refusal() ?? (bound === undefined ? undefined : expiry(expired, { bucket: this.#bucket, bound }))
  }

  /** Makes the shards of the points that the retention keeps: where each lies, as a set of their ids. */
  #openShards(points: readonly StoredPoint[], bound: bigint): Set<number> {
    const opened = new Set<number>()
    for (const point of points) {
      const time = point.time ?? this.#context.nowNs
      if (time >= bound) opened.add((this.#shardAt(time, undefined) as Shard).id)
    }
    return opened
  }

  /** @param opened the shards that may be written to; absent: any, and a missing one is made. */
  #shardAt(time: bigint, opened: Set<number> | undefined): Shard | undefined {
    if (this.#shard?.covers(time) !== true) {
      this.#measurement = undefined
      const index = this.#bucket.indexAt(time)
      if (index >= 0) this.#shard = this.#bucket.ownedShard(index, this.#context.epoch)
      else if (opened) return undefined
      else this.#shard = this.#bucket.addShard(time, this.#context.nextShardId())
    }
    return opened === undefined || opened.has(this.#shard?.id ?? 0) ? this.#shard : undefined
  }

  #writePoint(shard: Shard, point: StoredPoint, time: bigint): void {
    const series = this.#seriesOf(shard, point)
    const refused = series === undefined ? timeTag(point.measurement) : this.#prepareColumns(series, point)
    if (refused !== undefined) this.#refuse(shard, refused, 1)
    else if (series) this.#append(series, point, time)
  }

  /** Undefined: a tag is called `time`. */
  #seriesOf(shard: Shard, point: StoredPoint): SeriesInShard | undefined {
    const { epoch } = this.#context
    // The decoder refuses such a line; to() does not.
    if (point.series === undefined && point.tags.some(([key]) => key === 'time')) return undefined
    if (this.#measurement?.name !== point.measurement) {
      this.#measurement = shard.ownedMeasurement(point.measurement, epoch)
    }
    const { registry } = this.#bucket
    const entry = point.series
      ? registry.entryOfLine(point.series.key, point.measurement, point.series.tags)
      : registry.entryOf(point.measurement, point.tags)
    return this.#measurement.ownedSeries(entry, epoch)
  }

  /** Finds the column of each field in `#columns`; a text says why the point is refused. */
  #prepareColumns(series: SeriesInShard, { measurement, fields }: StoredPoint): string | undefined {
    let stripped = 0
    for (let index = 0; index < fields.length; index++) {
      const [field, value] = fields[index] as readonly [string, FieldValue]
      if (field === 'time') {
        stripped++
        continue
      }
      const problem = this.#register(field, value)
      if (problem !== undefined) return problem
      this.#columns[index] = series.ownedColumn(field, this.#context.epoch)
    }
    if (stripped === 0) return undefined
    if (stripped === fields.length) return timeField(measurement)
    if (this.#context.reportsTimeField && this.#shard) this.#refuse(this.#shard, timeFieldStripped(measurement), 0)
    return undefined
  }

  #append(series: SeriesInShard, { fields, series: line }: StoredPoint, time: bigint): void {
    if (line?.hidden === true) return
    for (let index = 0; index < fields.length; index++) {
      const [field, value] = fields[index] as readonly [string, FieldValue]
      if (field === 'time') continue
      const column = this.#columns[index] ?? series.columns.get(field) ?? series.addColumn(field, value.type)
      column.append(time, value.value)
    }
  }

  /** Registers the field's type where it is new, as the server does even for points that it then refuses. */
  #register(field: string, value: FieldValue): string | undefined {
    const measurement = this.#measurement as MeasurementInShard
    if (value.type === 'string' && value.value.length * 3 > maxStringBytes) {
      const bytes = Buffer.byteLength(value.value)
      if (bytes > maxStringBytes) return tooLong(measurement.name, field, { found: bytes, limit: maxStringBytes })
    }
    const known = measurement.types.get(field)
    if (known === value.type) return undefined
    if (known === undefined) {
      measurement.types.set(field, value.type)
      return undefined
    }
    return typeConflict({ measurement: measurement.name, field, type: value.type, known })
  }

  #refuse(shard: Shard, reason: string, dropped: number): void {
    const refusal = this.#refusals.get(shard.id)
    if (refusal) refusal.dropped += dropped
    else this.#refusals.set(shard.id, { reason, dropped })
  }

  /** Of several shards that refused something the earliest speaks; a real server gives whichever is first to fail. */
  #refusal(): PartialWrite | undefined {
    if (this.#refusals.size === 0) return undefined
    for (const shard of this.#bucket.shards) {
      const refusal = this.#refusals.get(shard.id)
      if (refusal) return { message: `${refusal.reason} dropped=${refusal.dropped}`, dropped: refusal.dropped }
    }
    return undefined
  }
}

function expiry(
  expired: readonly DroppedPoint[],
  { bucket, bound }: { bucket: BucketData; bound: bigint },
): PartialWrite | undefined {
  const [first] = expired
  if (first === undefined) return undefined
  const message = outsideRetention({
    dropped: expired.length,
    retentionNs: bucket.rules.retentionNs,
    oldest: expired.reduce((oldest, one) => (one.time < oldest.time ? one : oldest), first),
    newest: expired.reduce((newest, one) => (one.time > newest.time ? one : newest), first),
    boundNs: bound,
    bucketId: bucket.id,
  })
  return { message, dropped: expired.length }
}
