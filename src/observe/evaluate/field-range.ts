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
    return withValue(check, observation.ranges.get(rangeKey(measurementNeed(check), field)), (ranges) => {
      const least = Math.min(...ranges.map((one) => one.min))
      const most = Math.max(...ranges.map((one) => one.max))
      const offender = ranges.find((one) => one.min < min || one.max > max)
      if (offender === undefined) return passed(check, `${least} to ${most}`)
      const expected =
        check.min === undefined ? `at most ${max}` : check.max === undefined ? `at least ${min}` : `${min} to ${max}`
      const value = offender.min < min ? offender.min : offender.max
      return failed(check, {
        expected,
        found: `${value} in ${formatTags(offender.tags)}; ${least} to ${most} overall`,
        next: `Correct the writer of ${measurement}.${field}, or the range`,
      })
    })
  })
}
