import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { formatTags } from '../keys.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement, unless } from './gates.ts'
import { failed } from './verdicts.ts'

export function evaluateTagRequired(check: CheckOf<'tag-required'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) =>
    unless(
      series.find(({ tags }) => !tags.has(check.tag)),
      check,
      ({ tags, field }) =>
        failed(check, {
          expected: `the tag ${check.tag} on every point of ${check.measurement}`,
          found: `a series without it: ${formatTags(tags)}, field ${field}`,
          next: `Make its writer set ${check.tag}, or declare it as not required`,
        }),
    ),
  )
}
