import type { SeriesKey } from '../storage/types.ts'
import type { Condition } from './parse.ts'

/**
 * What a predicate's conditions select, with the server's quirks: a condition on a tag never holds for a series without
 * it, `!=` included; `_measurement != "b"` holds for measurements that sort before b, and for none if b is not there.
 * @param measurements those of the bucket.
 */
export function seriesMatcher(
  conditions: readonly Condition[],
  measurements: ReadonlySet<string>,
): (series: SeriesKey) => boolean {
  return (series) =>
    conditions.every(({ key, operator, value }) => {
      if (key === '_measurement') {
        if (operator === '=') return series.measurement === value
        return measurements.has(value) && Buffer.compare(Buffer.from(series.measurement), Buffer.from(value)) < 0
      }
      const found = series.tags.find(([tag]) => tag === key)?.[1]
      return found !== undefined && (found === value) === (operator === '=')
    })
}
