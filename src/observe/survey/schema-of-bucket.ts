import type { FieldType } from '../../line-protocol/types.ts'
import {
  type FieldSchema,
  type MeasurementSchema,
  type Schema,
  type TagSchema,
  tagSetKey,
} from '../../schema/schema.ts'
import { type MeasurementNeed, needKey, rangeKey } from '../needs.ts'
import type { FieldTypes, Profile, SeriesFact } from '../observation.ts'
import type { SecondRound } from '../read/second-round.ts'
import { converted, type Reading } from '../reading.ts'

export interface BucketReadings {
  /** Over all time. */
  readonly profile: Reading<Profile> | undefined
  /** In all shards. */
  readonly types: Reading<FieldTypes> | undefined
  readonly second: SecondRound
  readonly needs: readonly MeasurementNeed[]
}

/**
 * The schema of a bucket from what its server tells. The newest type of a field comes first; which shard holds which is not known here. A field
 * whose points could not be counted is not said to be in every point.
 */
export function schemaOfBucket({ profile, types, second, needs }: BucketReadings): Reading<Schema> {
  return converted(profile, (series): Schema => {
    const listed = types?.ok ? types.value : undefined
    return new Map(
      needs.map((need) => [
        need.measurement,
        measurementOf(need, { series: series.get(need.measurement) ?? [], listed, second }),
      ]),
    )
  })
}

function measurementOf(
  need: MeasurementNeed,
  {
    series,
    listed,
    second,
  }: { readonly series: readonly SeriesFact[]; readonly listed: FieldTypes | undefined; readonly second: SecondRound },
): MeasurementSchema {
  const tagSets = new Map<string, { readonly tags: ReadonlyMap<string, string>; readonly fields: Set<string> }>()
  const tags = new Map<string, Set<string>>()
  const newest = new Map<string, SeriesFact>()
  for (const one of series) {
    const key = tagSetKey(one.tags)
    const tagSet = tagSets.get(key) ?? { tags: one.tags, fields: new Set<string>() }
    tagSets.set(key, tagSet)
    tagSet.fields.add(one.field)
    for (const [tag, value] of one.tags) tags.set(tag, (tags.get(tag) ?? new Set<string>()).add(value))
    const before = newest.get(one.field)
    if (before === undefined || before.lastNs < one.lastNs) newest.set(one.field, one)
  }
  const counted = second.points.get(needKey(need))
  const fields = [...newest].map(([field, { type }]): [string, FieldSchema] => {
    const range = second.ranges.get(rangeKey(need, field))
    return [
      field,
      {
        types: typesOf(type, listed?.get(need.measurement)?.get(field)),
        always:
          counted?.ok === true && counted.value.points > 0 && counted.value.values.get(field) === counted.value.points,
        ...(range?.ok ? { range: { min: range.value.min.value, max: range.value.max.value } } : {}),
      },
    ]
  })
  const always = (tag: string) => [...tagSets.values()].every((one) => one.tags.has(tag))
  return {
    tags: new Map([...tags].map(([tag, values]): [string, TagSchema] => [tag, { values, always: always(tag) }])),
    fields: new Map(fields),
    tagSets,
  }
}

function typesOf(newest: FieldType, listed: ReadonlySet<FieldType> | undefined): FieldSchema['types'] {
  const types: readonly FieldType[] = [newest, ...(listed ?? [])]
  return new Map(types.map((type) => [type, new Map<bigint, string>()]))
}
