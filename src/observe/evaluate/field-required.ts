import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { measurementNeed, needKey } from '../needs.ts'
import type { Observation } from '../observation.ts'
import { typesOfField } from '../read/ranges.ts'
import { inMeasurement, withValue } from './gates.ts'
import { failed, passed, skipped } from './verdicts.ts'

/** Compares how many points have the field with how many points there are. */
export function evaluateFieldRequired(check: CheckOf<'field-required'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const { measurement, field } = check
    const shards = observation.fieldTypes.get(check.bucket.name)
    const profile = new Map([[measurement, series]])
    const types = [...typesOfField(profile, shards?.ok ? shards.value : undefined, { measurement, field })].sort()
    if (types.length > 1)
      return skipped(check, `${field} is ${types.join(' and ')} in different shards: only one can be counted`)
    return withValue(check, observation.points.get(needKey(measurementNeed(check))), ({ points, values }) => {
      const have = values.get(field) ?? 0
      if (have >= points) return passed(check)
      return failed(check, {
        expected: `the field ${field} in every point of ${measurement}`,
        found: `${points - have} of ${points} points lack it`,
        next: `Make its writer set ${field}, or declare it as not required`,
      })
    })
  })
}
