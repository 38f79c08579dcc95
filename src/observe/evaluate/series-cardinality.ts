import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation, SeriesFact } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateSeriesCardinality(check: CheckOf<'series-cardinality'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    if (series.length <= check.budget) return passed(check, `${series.length} series`)
    const counts = [...valuesByTag(series)].sort(([, a], [, b]) => b.size - a.size)
    const [worst] = counts
    return failed(check, {
      expected: `at most ${check.budget} series of ${check.measurement}`,
      found: `${series.length}; values per tag: ${listed(counts.map(([tag, values]) => `${tag} ${values.size}`))}`,
      next: worst === undefined ? 'Write fewer fields' : `Bound the tag ${worst[0]}, or make it a field`,
    })
  })
}

/** Distinct values of every tag. */
function valuesByTag(series: readonly SeriesFact[]): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>()
  for (const { tags } of series) {
    for (const [tag, value] of tags) values.set(tag, (values.get(tag) ?? new Set()).add(value))
  }
  return values
}
