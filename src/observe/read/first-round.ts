import type { InfluxClient } from '../../client/influx-client.ts'
import type { FluxResults } from '../flux-batch.ts'
import { profileKey } from '../needs.ts'
import type { FieldTypes, Observation, PointCount, Profile } from '../observation.ts'
import type { ObservationPlan } from '../plan.ts'
import { converted, type Reading, unreadable } from '../reading.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { type DataContext, reachable, recordsOf, runParts } from './context.ts'
import { overdueKey, overduePart, readOverdue } from './overdue.ts'
import { profilePart, readProfile } from './profile.ts'
import { monitoringBucket, readRefusedWrites, refusedWritesKey, refusedWritesPart } from './refused-writes.ts'
import { askShardTypes } from './shard-types.ts'
import { volumeBounds, volumeKey, volumePart } from './volume.ts'

export interface FirstRound extends Pick<Observation, 'profiles' | 'overdue' | 'refusedWrites'> {
  readonly fieldTypes: ReadonlyMap<string, Reading<FieldTypes>>
  /** By `volumeKey`: bounds of the number of points. */
  readonly volumes: ReadonlyMap<string, Reading<PointCount>>
}

/** What storage answers without reading points: one InfluxQL request and one Flux query. */
export async function readFirstRound(
  client: InfluxClient,
  plan: ObservationPlan,
  context: DataContext,
): Promise<FirstRound> {
  const { nowNs, halt, signal, rights } = context
  const records = recordsOf(context)
  const needs = reachable(plan.profiles, context)
  const overdueNeeds = reachable(plan.overdue, context)
  const volumeNeeds = reachable(plan.volumes, context)
  const typed = plan.fieldTypes.filter((bucket) => records.has(bucket))
  const monitoringNs = records.has(monitoringBucket) ? plan.refusedWritesNs : undefined
  const { ofThisOrg } = rights
  const shardTypes = await askShardTypes(client, typed, { records, needs, ofThisOrg, nowNs, halt, signal })
  const results: FluxResults = await runParts(
    client,
    [
      ...needs.map((need) => profilePart(need, nowNs)),
      ...shardTypes.parts,
      ...overdueNeeds.map((need) => overduePart(need, shardGroupNsOf(records.get(need.bucket)), nowNs)),
      ...volumeNeeds.map((need) => volumePart(need, nowNs)),
      ...(monitoringNs === undefined ? [] : [refusedWritesPart(monitoringNs, nowNs)]),
    ],
    context,
  )
  const profiles = new Map<string, Reading<Profile>>()
  for (const need of needs) {
    profiles.set(
      profileKey(need.bucket, need.windowNs),
      converted(results.get(profilePart(need, nowNs).key), readProfile),
    )
  }
  const profilesOf = (bucket: string) =>
    needs
      .filter((need) => need.bucket === bucket)
      .flatMap((need) => {
        const profile = profiles.get(profileKey(need.bucket, need.windowNs))
        return profile?.ok ? [profile.value] : []
      })
  return {
    profiles,
    fieldTypes: shardTypes.types(results, profilesOf),
    overdue: new Map(
      overdueNeeds.map(({ bucket }) => [bucket, converted(results.get(overdueKey(bucket)), readOverdue)]),
    ),
    volumes: new Map(
      volumeNeeds.map((need) => [volumeKey(need), converted(results.get(volumePart(need, nowNs).key), volumeBounds)]),
    ),
    refusedWrites:
      monitoringNs === undefined ? noMonitoring(context) : converted(results.get(refusedWritesKey), readRefusedWrites),
  }
}

function noMonitoring({ buckets }: DataContext): Observation['refusedWrites'] {
  if (!buckets.ok) return buckets
  return unreadable(
    `the token may not read bucket ${monitoringBucket}`,
    'Use a token that may read the org and all its buckets, such as an all-access token',
  )
}
