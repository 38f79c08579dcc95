import type { CheckOf } from '../contract/check.ts'
import type { DurationNs } from '../contract/model.ts'
import type { FieldType } from '../line-protocol/types.ts'
import { keyOf } from './keys.ts'

/** Points of one bucket over one window: all measurements, or the named ones. */
export interface ProfileNeed {
  readonly bucket: string
  readonly windowNs: DurationNs
  readonly measurements: readonly string[] | 'all'
}

export interface MeasurementNeed {
  readonly bucket: string
  readonly windowNs: DurationNs
  readonly measurement: string
}

export interface RequiredNeed extends MeasurementNeed {
  /** Fields that every point must have. */
  readonly fields: readonly string[]
}

export interface GapNeed extends MeasurementNeed {
  readonly by: readonly string[]
  /** A field that every point must have: its times are those of the points, and the others need not be read. */
  readonly field?: string
}

export interface RangeNeed extends MeasurementNeed {
  readonly fields: readonly { readonly field: string; readonly type: FieldType }[]
}

export interface OverdueNeed {
  readonly bucket: string
  readonly retentionNs: DurationNs
  readonly shardGroupNs?: DurationNs
}

export interface VolumeNeed {
  readonly bucket: string
  readonly overNs: DurationNs
  readonly least: number
  readonly most: number
}

export interface LatencyNeed {
  /** The shortest limit of the checks that share this measurement: an answer within it needs no second sample. */
  readonly withinNs: DurationNs
  readonly bucket: string
  readonly measurement?: string
  readonly rangeNs: DurationNs
}

export interface ThroughputNeed {
  readonly bucket: string
  readonly events: number
  readonly withinNs: DurationNs
  /** What the points look like: the tags and fields of the bucket's widest declared measurement. */
  readonly tags: readonly string[]
  readonly fields: readonly { readonly field: string; readonly type: FieldType }[]
}

export function profileKey(bucket: string, windowNs: DurationNs): string {
  return keyOf(bucket, windowNs)
}

export function needKey({ bucket, windowNs, measurement }: MeasurementNeed): string {
  return keyOf(bucket, windowNs, measurement)
}

export function gapKey(need: GapNeed): string {
  return keyOf(needKey(need), ...need.by)
}

export function rangeKey(need: MeasurementNeed, field: string): string {
  return keyOf(needKey(need), field)
}

export function latencyKey({ bucket, measurement, rangeNs }: Omit<LatencyNeed, 'withinNs'>): string {
  return keyOf(bucket, measurement, rangeNs)
}

export function latencyNeed(check: CheckOf<'query-latency'>): LatencyNeed {
  const { bucket, measurement, range } = check
  return {
    bucket: bucket.name,
    rangeNs: range,
    withinNs: check.within,
    ...(measurement === undefined ? {} : { measurement }),
  }
}

/** The measurement, bucket and window that a check reads. */
export function measurementNeed(check: {
  readonly bucket: { readonly name: string }
  readonly measurement: string
  readonly window: DurationNs
}): MeasurementNeed {
  return { bucket: check.bucket.name, windowNs: check.window, measurement: check.measurement }
}
