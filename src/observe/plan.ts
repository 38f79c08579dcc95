import { type Check, type CheckKind, type CheckOf, writingKinds } from '../contract/check.ts'
import type { DurationNs } from '../contract/model.ts'
import { defaultLookback } from '../contract/window.ts'
import type { FieldType } from '../line-protocol/types.ts'
import {
  type GapNeed,
  gapKey,
  type LatencyNeed,
  latencyKey,
  latencyNeed,
  type MeasurementNeed,
  measurementNeed,
  needKey,
  type OverdueNeed,
  type ProfileNeed,
  profileKey,
  type RangeNeed,
  type RequiredNeed,
  type ThroughputNeed,
  type VolumeNeed,
} from './needs.ts'

/** Everything that must be read, and written, to decide a list of checks: each thing once. */
export interface ObservationPlan {
  /** Window of what carries none. */
  readonly lookbackNs: DurationNs
  readonly org: string | undefined
  readonly buckets: readonly string[]
  readonly needsBuckets: boolean
  readonly needsAuthorizations: boolean
  readonly needsTasks: boolean
  /** Names of the tasks whose last run is judged. */
  readonly tasks: readonly string[]
  readonly needsDbrps: boolean
  readonly refusedWritesNs: DurationNs | undefined
  readonly profiles: readonly ProfileNeed[]
  readonly fieldTypes: readonly string[]
  readonly ranges: readonly RangeNeed[]
  readonly required: readonly RequiredNeed[]
  readonly gaps: readonly GapNeed[]
  readonly overdue: readonly OverdueNeed[]
  readonly volumes: readonly VolumeNeed[]
  readonly latencies: readonly LatencyNeed[]
  readonly readiness: boolean
  readonly edges: readonly { readonly bucket: string; readonly retentionNs: DurationNs }[]
  readonly throughputs: readonly ThroughputNeed[]
}

export interface PlanOptions {
  /** Window of checks that carry none, such as undeclared measurements. Default: that of the refused writes among the checks, else 24 h. */
  readonly lookbackNs?: DurationNs
}

/** What has to be observed for these checks. Waived checks need nothing; nothing here does I/O. */
export function planObservations(checks: readonly Check[], options: PlanOptions = {}): ObservationPlan {
  const live = checks.filter((check) => check.waiver === undefined)
  const of = <Kind extends CheckKind>(...kinds: Kind[]): CheckOf<Kind>[] =>
    live.filter((check): check is CheckOf<Kind> => (kinds as CheckKind[]).includes(check.kind))
  const refusedWritesNs = longest(of('refused-writes').map((check) => check.window))
  const lookbackNs = options.lookbackNs ?? refusedWritesNs ?? defaultLookback
  const ofMeasurement = live.filter((check) => 'measurement' in check && 'window' in check)
  const withBucket = live.filter((check) => 'bucket' in check)
  const permissions = of('token-permits', 'token-confined').flatMap((check) => check.permissions)
  const buckets = [
    ...new Set([
      ...withBucket.map((check) => check.bucket.name),
      ...of('undeclared-buckets').flatMap((check) => check.declared.map((one) => one.name)),
      ...permissions.flatMap((one) => (one.resource === 'buckets' ? [one.bucket.name] : [])),
    ]),
  ]
  const needsTasks = live.some((check) => check.kind.startsWith('task-'))
  const needsTokens = live.some((check) => check.kind.startsWith('token-'))
  return {
    lookbackNs,
    org: of('org').find((check) => check.org !== undefined)?.org,
    buckets,
    needsBuckets: buckets.length > 0 || of('undeclared-buckets', 'refused-writes').length > 0,
    // What the token in use may see, and whether it is one of this org, decides how tasks, buckets and types are read.
    needsAuthorizations: needsTokens || needsTasks || of('undeclared-buckets', 'field-type').length > 0,
    needsTasks,
    tasks: of('task-last-run').map((check) => check.name),
    needsDbrps: of('dbrp').length > 0,
    refusedWritesNs,
    profiles: profileNeeds(
      ofMeasurement.filter((check) => check.kind !== 'gaps').map(measurementNeed),
      of('undeclared-measurements').map((check) => check.bucket.name),
      lookbackNs,
    ),
    fieldTypes: [...new Set(of('field-type', 'field-range', 'field-required').map((check) => check.bucket.name))],
    ranges: rangeNeeds(of('field-range')),
    required: requiredNeeds(of('field-required')),
    gaps: uniqueBy(gapNeeds(of('gaps'), of('field-required')), gapKey),
    overdue: of('effective-retention').map((check) => ({
      bucket: check.bucket.name,
      retentionNs: check.retention,
      ...(check.shardGroup === undefined ? {} : { shardGroupNs: check.shardGroup }),
    })),
    volumes: of('volume').map((check) => ({
      bucket: check.bucket.name,
      overNs: check.over,
      least: check.least,
      most: check.most,
    })),
    latencies: latencyNeeds(of('query-latency')),
    readiness: of('readiness').length > 0,
    edges: of('write-edge').map((check) => ({ bucket: check.bucket.name, retentionNs: check.retention })),
    throughputs: of('throughput').map((check) => ({
      bucket: check.bucket.name,
      events: check.events,
      withinNs: check.within,
      ...shapeOf(check.bucket.name, checks),
    })),
  }
}

/** The kinds of a plan that write, for `--list`. */
export function writesOf(checks: readonly Check[]): readonly Check[] {
  return checks.filter((check) => check.waiver === undefined && writingKinds.has(check.kind))
}

/** Points of one measurement are read once per window; a bucket whose undeclared measurements are asked for is read whole over the look-back. */
function profileNeeds(
  checks: readonly MeasurementNeed[],
  whole: readonly string[],
  lookbackNs: DurationNs,
): ProfileNeed[] {
  const needs = new Map<string, { bucket: string; windowNs: DurationNs; measurements: string[] | 'all' }>()
  for (const bucket of whole) {
    needs.set(profileKey(bucket, lookbackNs), { bucket, windowNs: lookbackNs, measurements: 'all' })
  }
  for (const { bucket, windowNs, measurement } of checks) {
    const key = profileKey(bucket, windowNs)
    const need = needs.get(key) ?? { bucket, windowNs, measurements: [] }
    if (need.measurements !== 'all' && !need.measurements.includes(measurement)) need.measurements.push(measurement)
    needs.set(key, need)
  }
  return [...needs.values()]
}

function rangeNeeds(checks: readonly CheckOf<'field-range'>[]): RangeNeed[] {
  const needs = new Map<string, MeasurementNeed & { fields: { field: string; type: FieldType }[] }>()
  for (const check of checks) {
    const base = measurementNeed(check)
    const need = needs.get(needKey(base)) ?? { ...base, fields: [] }
    need.fields.push({ field: check.field, type: check.type })
    needs.set(needKey(base), need)
  }
  return [...needs.values()]
}

function requiredNeeds(checks: readonly CheckOf<'field-required'>[]): RequiredNeed[] {
  const needs = new Map<string, MeasurementNeed & { fields: string[] }>()
  for (const check of checks) {
    const base = measurementNeed(check)
    const need = needs.get(needKey(base)) ?? { ...base, fields: [] }
    need.fields.push(check.field)
    needs.set(needKey(base), need)
  }
  return [...needs.values()]
}

function gapNeeds(checks: readonly CheckOf<'gaps'>[], required: readonly CheckOf<'field-required'>[]): GapNeed[] {
  return checks.map((check) => {
    const base = measurementNeed(check)
    const field = required.find((one) => needKey(measurementNeed(one)) === needKey(base))?.field
    return { ...base, by: check.by, ...(field === undefined ? {} : { field }) }
  })
}

function latencyNeeds(checks: readonly CheckOf<'query-latency'>[]): LatencyNeed[] {
  // Of several limits on one query the shortest is kept: the last of descending ones.
  const needs = checks.map(latencyNeed).sort((a, b) => (a.withinNs > b.withinNs ? -1 : 1))
  return uniqueBy(needs, latencyKey)
}

/** Tags and fields of the bucket's measurement with most declared fields: what a typical write to it looks like. */
function shapeOf(bucket: string, checks: readonly Check[]): Pick<ThroughputNeed, 'tags' | 'fields'> {
  const shapes = new Map<string, { tags: Set<string>; fields: { field: string; type: FieldType }[] }>()
  for (const check of checks) {
    if (!('measurement' in check) || check.measurement === undefined || check.bucket.name !== bucket) continue
    const shape = shapes.get(check.measurement) ?? { tags: new Set<string>(), fields: [] }
    if ('tag' in check) shape.tags.add(check.tag)
    if (check.kind === 'field-type') shape.fields.push({ field: check.field, type: check.type })
    shapes.set(check.measurement, shape)
  }
  const widest = [...shapes.values()].sort((a, b) => b.fields.length - a.fields.length)[0]
  return { tags: [...(widest?.tags ?? [])], fields: widest?.fields ?? [] }
}

function longest(durations: readonly DurationNs[]): DurationNs | undefined {
  return durations.reduce<DurationNs | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
