import type { InfluxClient } from '../../client/influx-client.ts'
import { gapKey, type MeasurementNeed, needKey, profileKey } from '../needs.ts'
import type { FieldRange, FieldTypes, Observation, PointsAndValues, Profile } from '../observation.ts'
import type { ObservationPlan } from '../plan.ts'
import { converted, type Reading, read, unreadable } from '../reading.ts'
import { type DataContext, reachable, runParts } from './context.ts'
import type { FirstRound } from './first-round.ts'
import { gapPart, gapPartKey, readGap } from './gaps.ts'
import { rangeParts, readableFields, readRanges } from './ranges.ts'
import { readRequired, requiredParts } from './required.ts'
import { boundsDecide, exactCount, exactVolumePart, volumeKey } from './volume.ts'

export type SecondRound = Pick<Observation, 'ranges' | 'points' | 'gaps' | 'volumes'>

/** What the first round leaves open, and only for measurements that have points: one Flux query. */
export async function readSecondRound(
  client: InfluxClient,
  plan: ObservationPlan,
  { context, first }: { readonly context: DataContext; readonly first: FirstRound },
): Promise<SecondRound> {
  const { nowNs } = context
  const profileOf = (need: MeasurementNeed): Profile | undefined => {
    const profile = first.profiles.get(profileKey(need.bucket, need.windowNs))
    return profile?.ok ? profile.value : undefined
  }
  const typesOf = (bucket: string): FieldTypes | undefined => {
    const types = first.fieldTypes.get(bucket)
    return types?.ok ? types.value : undefined
  }
  const filled = <T extends MeasurementNeed>(needs: readonly T[]) =>
    reachable(needs, context).filter((need) => profileOf(need)?.has(need.measurement) ?? false)

  const rangeNeeds = filled(plan.ranges).map((need) => ({
    need,
    fields: readableFields(need, profileOf(need) ?? new Map(), typesOf(need.bucket)),
  }))
  const requiredNeeds = filled(plan.required)
  const gapNeeds = reachable(plan.gaps, context)
  const openVolumes = reachable(plan.volumes, context).filter((need) => {
    const bounds = first.volumes.get(volumeKey(need))
    return bounds?.ok && !boundsDecide(bounds.value, need)
  })
  const results = await runParts(
    client,
    [
      ...rangeNeeds.flatMap(({ need, fields }) => rangeParts(need, fields, nowNs)),
      ...requiredNeeds.flatMap((need) => requiredParts(need, nowNs)),
      ...gapNeeds.map((need) => gapPart(need, nowNs)),
      ...openVolumes.map((need) => exactVolumePart(need, nowNs)),
    ],
    context,
  )

  const ranges = new Map<string, Reading<FieldRange>>()
  for (const { need, fields } of rangeNeeds) {
    for (const [key, reading] of readRanges(need, fields, results)) ranges.set(key, reading)
  }
  const points = new Map<string, Reading<PointsAndValues>>()
  for (const need of requiredNeeds) {
    const [counted, valued] = requiredParts(need, nowNs).map((part) => results.get(part.key) ?? notRead)
    if (counted?.ok && valued?.ok) points.set(needKey(need), read(readRequired(counted.value, valued.value)))
    else points.set(needKey(need), counted?.ok === false ? counted : valued?.ok === false ? valued : notRead)
  }
  const volumes = new Map(first.volumes)
  for (const need of openVolumes) {
    volumes.set(volumeKey(need), converted(results.get(exactVolumePart(need, nowNs).key), exactCount))
  }
  return {
    ranges,
    points,
    volumes,
    gaps: new Map(gapNeeds.map((need) => [gapKey(need), converted(results.get(gapPartKey(need)), readGap)])),
  }
}

const notRead = unreadable('the points were not counted', 'Run it again')
