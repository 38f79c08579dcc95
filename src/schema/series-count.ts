import type { Measurement, Tag } from '../contract/model.ts'
import { type MeasurementSchema, tagSetKey } from './schema.ts'

/** The most series that a declared measurement can have, or the tags that set no bound. */
export type SeriesBound =
  | { readonly kind: 'bounded'; readonly series: number }
  | { readonly kind: 'unbounded'; readonly tags: readonly string[] }

/**
 * Distinct tag sets × fields, from declared values and cardinalities. A tag that is not required may also be absent, which is one value more. An
 * unbounded tag (neither values nor cardinality) makes the whole unbounded.
 */
export function seriesBound({ tags, fields }: Pick<Measurement, 'tags' | 'fields'>): SeriesBound {
  const unbounded = tags.filter((tag) => valuesOf(tag) === undefined).map((tag) => tag.key)
  if (unbounded.length > 0) return { kind: 'unbounded', tags: unbounded }
  const tagSets = tags.reduce((product, tag) => product * ((valuesOf(tag) ?? 1) + (tag.required ? 0 : 1)), 1)
  return { kind: 'bounded', series: tagSets * fields.length }
}

/** Series seen, and the tag that makes most of them: without it so many fewer would remain. */
export interface SeriesEstimate {
  readonly series: number
  readonly tagSets: number
  /** Absent: no tag multiplies series. */
  readonly blame?: { readonly tag: string; readonly values: number; readonly tagSetsWithout: number }
}

/** How many series the data has. To blame is the tag without which the fewest distinct tag sets remain; of equals that with the most values. */
export function estimateSeries({ tags, tagSets }: MeasurementSchema): SeriesEstimate {
  let series = 0
  for (const { fields } of tagSets.values()) series += fields.size
  const candidates = [...tags].map(([tag, { values }]) => {
    const rest = new Set<string>()
    for (const one of tagSets.values()) rest.add(tagSetKey([...one.tags].filter(([key]) => key !== tag)))
    return { tag, values: values.size, tagSetsWithout: rest.size }
  })
  const [worst] = candidates.sort((a, b) => a.tagSetsWithout - b.tagSetsWithout || b.values - a.values)
  return {
    series,
    tagSets: tagSets.size,
    ...(worst === undefined || worst.tagSetsWithout >= tagSets.size ? {} : { blame: worst }),
  }
}

function valuesOf({ values, cardinality }: Tag): number | undefined {
  return values?.length ?? cardinality
}
