import type { FluxRow } from '../../client/annotated-csv.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { BucketRecord } from '../../client/records.ts'
import type { FluxPart } from '../flux-batch.ts'
import type { ProfileNeed } from '../needs.ts'
import type { FieldTypes, Profile } from '../observation.ts'
import { type Halt, type Reading, unreadable } from '../reading.ts'
import type { Knowledge } from '../rights.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { readFieldTypes } from './field-types.ts'
import { slicePart, type TypeSlice, typeSlices, typesFromSlices } from './type-slices.ts'

export interface ShardTypes {
  /** Pipelines that have to be run for buckets whose types could not be listed. */
  readonly parts: readonly FluxPart[]
  /** By bucket, once the pipelines were run. @param profiles by bucket, to tell whether a list is of this org's bucket. */
  types(
    results: ReadonlyMap<string, Reading<readonly FluxRow[]>>,
    profiles: (bucket: string) => readonly Profile[],
  ): Map<string, Reading<FieldTypes>>
}

export interface ShardTypesContext {
  readonly records: ReadonlyMap<string, BucketRecord>
  readonly needs: readonly ProfileNeed[]
  readonly ofThisOrg: Knowledge
  readonly nowNs: bigint
  readonly halt: Halt
  readonly signal?: AbortSignal | undefined
}

/** The types of all fields in all shards: listed by SHOW FIELD KEYS where the token may be one of the org, else read shard group by shard group. */
export async function askShardTypes(
  client: InfluxClient,
  buckets: readonly string[],
  context: ShardTypesContext,
): Promise<ShardTypes> {
  const { records, needs, ofThisOrg, nowNs, halt, signal } = context
  const listed = await readFieldTypes(client, ofThisOrg === 'no' ? [] : buckets, { halt, signal })
  const sliced = new Map<string, Reading<readonly TypeSlice[]>>()
  for (const bucket of buckets) {
    if (listed.get(bucket)?.ok) continue
    const shardGroupNs = shardGroupNsOf(records.get(bucket))
    const all = needs.filter((need) => need.bucket === bucket).map((need) => typeSlices(need, shardGroupNs, nowNs))
    const tooMany = all.find((one) => !one.ok)
    sliced.set(bucket, tooMany ?? { ok: true, value: all.flatMap((one) => (one.ok ? one.value : [])) })
  }
  return {
    parts: [...sliced.values()].flatMap((slices) => (slices.ok ? slices.value.map(slicePart) : [])),
    types(results, profiles) {
      const types = new Map<string, Reading<FieldTypes>>()
      for (const [bucket, list] of listed) {
        const foreign = list.ok && ofThisOrg !== 'yes' && !agrees(list.value, profiles(bucket))
        types.set(bucket, foreign ? otherOrg(bucket) : list)
      }
      for (const [bucket, slices] of sliced)
        types.set(bucket, slices.ok ? typesFromSlices(slices.value, results) : slices)
      return types
    },
  }
}

/** True when the list names every field of the profiles with the type seen there. Else it is of another org's bucket of the same name. */
function agrees(types: FieldTypes, profiles: readonly Profile[]): boolean {
  for (const profile of profiles) {
    for (const [measurement, series] of profile) {
      const fields = types.get(measurement)
      if (series.some(({ field, type }) => !fields?.get(field)?.has(type))) return false
    }
  }
  return true
}

function otherOrg(bucket: string): Reading<FieldTypes> {
  return unreadable(
    `SHOW FIELD KEYS of ${bucket} does not name the fields that a query shows: the token seems to belong to another org`,
    'Use a token of the org itself',
  )
}
