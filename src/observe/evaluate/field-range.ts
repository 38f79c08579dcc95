import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { formatTags } from '../keys.ts'
import { measurementNeed, rangeKey } from '../needs.ts'
import type { Observation } from '../observation.ts'
import { typesOfField } from '../read/ranges.ts'
import { inMeasurement, withValue } from './gates.ts'
import { failed, passed, skipped } from './verdicts.ts'

/** A field of another type, or of two, has no range to judge: its own type check fails. */
export function evaluateFieldRange(check: CheckOf<'field-range'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const { measurement, field, min = -Infinity, max = Infinity } = check
    const shards = observation.fieldTypes.get(check.bucket.name)
    const profile = new Map([[measurement, series]])
    const types = [...typesOfField(profile, shards?.ok ? shards.value : undefined, { measurement, field })].sort()
    if (!series.some((one) => one.field === field)) {
      return skipped(check, `no point of ${measurement} in the window has the field ${field}`)
    }
    if (types.length > 1 || types.includes('string') || types.includes('boolean')) {
      return skipped(check, `${field} is ${types.join(' and ')}, not ${check.type}`)
    }
    return withValue(check, observation.ranges.get(rangeKey(measurementNeed(check), field)), (range) => {
      const seen = `${range.min.value} to ${range.max.value}`
      const offender = range.min.value < min ? range.min : range.max.value > max ? range.max : undefined
      if (offender === undefined) return passed(check, seen)
      const expected =
        check.min === undefined ? `at most ${max}` : check.max === undefined ? `at least ${min}` : `${min} to ${max}`
      return failed(check, {
        expected,
        found: `${offender.value} in ${formatTags(offender.tags)}; ${seen} overall`,
        next: `Correct the writer of ${measurement}.${field}, or the range`,
      })
    })
  })
}
