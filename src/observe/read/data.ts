import type { InfluxClient } from '../../client/influx-client.ts'
import type { BucketRecord } from '../../client/records.ts'
import { type FluxPart, runFluxBatch } from '../flux-batch.ts'
import { gapKey, latencyKey, needKey, profileKey } from '../needs.ts'
import type {
  BucketsFact,
  FieldTypes,
  Gap,
  Observation,
  OldestPoint,
  PointCount,
  Profile,
  SeriesRange,
} from '../observation.ts'
import type { ObservationPlan } from '../plan.ts'
import { type Halt, type Reading, read, type Unreadable, unreadable } from '../reading.ts'
import type { Rights } from '../rights.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { readFieldTypes } from './field-types.ts'
import { gapPart, gapPartKey, readGap } from './gaps.ts'
import { readLatency } from './latency.ts'
import { overdueKey, overduePart, readOverdue } from './overdue.ts'
import { pointsKey, pointsPart, readPoints } from './points.ts'
import { profileParts, readProfile } from './profile.ts'
import { rangeParts, readableFields, readRanges } from './ranges.ts'
import { monitoringBucket, readRefusedWrites, refusedWritesKey, refusedWritesPart } from './refused-writes.ts'
import { agrees, typesFromSlices } from './shard-types.ts'
import { slicePart, type TypeSlice, typeSlices } from './type-slices.ts'
import { boundsDecide, exactCount, exactVolumePart, volumeBounds, volumeKey, volumePart } from './volume.ts'

export interface DataContext {
  readonly org: string
  readonly nowNs: bigint
  readonly halt: Halt
  readonly signal?: AbortSignal | undefined
  readonly buckets: Reading<BucketsFact>
  readonly rights: Rights
}

export type DataReadings = Pick<
  Observation,
  'profiles' | 'fieldTypes' | 'ranges' | 'points' | 'gaps' | 'overdue' | 'volumes' | 'latencies' | 'refusedWrites'
>

/**
 * Everything that is read from points, in a handful of requests: one Flux query for profiles, one InfluxQL request for types, one Flux query for what the
 * profiles leave open, and the latency samples. Buckets that the token cannot read are not asked for; their checks never get to these readings.
 */
export async function readData(
  client: InfluxClient,
  plan: ObservationPlan,
  context: DataContext,
): Promise<DataReadings> {
  const { org, nowNs, halt, signal, buckets, rights } = context
  const records: ReadonlyMap<string, BucketRecord> = buckets.ok ? buckets.value.readable : new Map()
  const reachable = <T extends { readonly bucket: string }>(needs: readonly T[]) =>
    needs.filter((need) => records.has(need.bucket))
  const run = (parts: readonly FluxPart[]) => runFluxBatch(client, parts, { org, halt, signal })

  const profileNeeds = reachable(plan.profiles)
  const overdueNeeds = reachable(plan.overdue)
  const volumeNeeds = reachable(plan.volumes)
  const monitoringNs = records.has(monitoringBucket) ? plan.refusedWritesNs : undefined
  const typed = plan.fieldTypes.filter((bucket) => records.has(bucket))
  const [first, fieldTypes] = await Promise.all([
    run([
      ...profileNeeds.flatMap((need) => profileParts(need, nowNs)),
      ...overdueNeeds.map((need) => overduePart(need, shardGroupNsOf(records.get(need.bucket)), nowNs)),
      ...volumeNeeds.map((need) => volumePart(need, nowNs)),
      ...(monitoringNs === undefined ? [] : [refusedWritesPart(monitoringNs, nowNs)]),
    ]),
    readFieldTypes(client, rights.ofThisOrg === 'no' ? [] : typed, { halt, signal }),
  ])

  const profiles = new Map<string, Reading<Profile>>()
  for (const need of profileNeeds) profiles.set(profileKey(need.bucket, need.windowNs), readProfile(need, first))
  const profileOf = (need: { readonly bucket: string; readonly windowNs: bigint }): Profile | undefined => {
    const profile = profiles.get(profileKey(need.bucket, need.windowNs))
    return profile?.ok ? profile.value : undefined
  }
  const sliced = new Map<string, readonly TypeSlice[]>()
  for (const bucket of typed) {
    const needs = profileNeeds.filter((need) => need.bucket === bucket)
    const listed = fieldTypes.get(bucket)
    const seen = needs.flatMap((need) => profileOf(need) ?? [])
    if (listed?.ok && (rights.ofThisOrg === 'yes' || agrees(listed.value, seen))) continue
    const slices = needs.map((need) => typeSlices(need, shardGroupNsOf(records.get(bucket)), nowNs))
    const tooMany = slices.find((one) => !one.ok)
    if (tooMany !== undefined) fieldTypes.set(bucket, tooMany)
    else
      sliced.set(
        bucket,
        slices.flatMap((one) => (one.ok ? one.value : [])),
      )
  }
  const typesOf = (bucket: string): FieldTypes | undefined => {
    const types = sliced.has(bucket) ? undefined : fieldTypes.get(bucket)
    return types?.ok ? types.value : undefined
  }

  const rangeNeeds = reachable(plan.ranges).flatMap((need) => {
    const profile = profileOf(need)
    return profile === undefined ? [] : [{ need, fields: readableFields(need, profile, typesOf(need.bucket)) }]
  })
  const hasData = (need: { readonly bucket: string; readonly windowNs: bigint; readonly measurement: string }) =>
    profileOf(need)?.has(need.measurement) ?? false
  const pointNeeds = reachable(plan.points).filter(hasData)
  const gapNeeds = reachable(plan.gaps)
  const openVolumes = volumeNeeds.filter((need) => {
    const counted = first.get(volumePart(need, nowNs).key)
    return counted?.ok && !boundsDecide(volumeBounds(counted.value), need)
  })
  const second = await run([
    ...rangeNeeds.flatMap(({ need, fields }) => rangeParts(need, fields, nowNs)),
    ...[...sliced.values()].flat().map(slicePart),
    ...pointNeeds.map((need) => pointsPart(need, nowNs)),
    ...gapNeeds.map((need) => gapPart(need, nowNs)),
    ...openVolumes.map((need) => exactVolumePart(need, nowNs)),
  ])

  const ranges = new Map<string, Reading<readonly SeriesRange[]>>()
  for (const { need, fields } of rangeNeeds) {
    for (const [key, reading] of readRanges(need, fields, second)) ranges.set(key, reading)
  }
  for (const [bucket, slices] of sliced) fieldTypes.set(bucket, typesFromSlices(slices, second) ?? notRead)
  const points = new Map<string, Reading<ReadonlyMap<string, number>>>()
  for (const need of pointNeeds) points.set(needKey(need), then(second.get(pointsKey(need)), readPoints))
  const gaps = new Map<string, Reading<Gap | undefined>>()
  for (const need of gapNeeds) gaps.set(gapKey(need), then(second.get(gapPartKey(need)), readGap))
  const overdue = new Map<string, Reading<OldestPoint | undefined>>()
  for (const { bucket } of overdueNeeds) overdue.set(bucket, then(first.get(overdueKey(bucket)), readOverdue))
  const volumes = new Map<string, Reading<PointCount>>()
  for (const need of volumeNeeds) {
    const exact = second.get(exactVolumePart(need, nowNs).key)
    const counted = first.get(volumePart(need, nowNs).key)
    volumes.set(volumeKey(need), exact === undefined ? then(counted, volumeBounds) : then(exact, exactCount))
  }
  const latencies = new Map<string, Reading<number>>()
  for (const need of reachable(plan.latencies)) {
    latencies.set(latencyKey(need), await readLatency(client, need, { org, nowNs, halt, signal }))
  }
  return {
    profiles,
    fieldTypes,
    ranges,
    points,
    gaps,
    overdue,
    volumes,
    latencies,
    refusedWrites:
      monitoringNs === undefined ? noMonitoring(buckets) : then(first.get(refusedWritesKey), readRefusedWrites),
  }
}

function then<A, B>(reading: Reading<A> | undefined, convert: (value: A) => B): Reading<B> {
  if (reading === undefined) return notRead
  return reading.ok ? read(convert(reading.value)) : reading
}

const notRead = unreadable('it was not read', 'Run it again')

function noMonitoring(buckets: Reading<BucketsFact>): Unreadable {
  if (!buckets.ok) return buckets
  return unreadable(
    `the token may not read bucket ${monitoringBucket}`,
    'Use a token that may read the org and all its buckets, such as an all-access token',
  )
}
