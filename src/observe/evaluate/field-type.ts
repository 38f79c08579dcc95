import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { typesOfField } from '../read/ranges.ts'
import { inMeasurement, withValue } from './gates.ts'
import { failed, passed, skipped } from './verdicts.ts'

/** A type is judged over all shards: Flux alone would show the type of the earliest. */
export function evaluateFieldType(check: CheckOf<'field-type'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const { measurement, field } = check
    const shards = observation.fieldTypes.get(check.bucket.name)
    const profile = new Map([[measurement, series]])
    const types = [...typesOfField(profile, shards?.ok ? shards.value : undefined, { measurement, field })].sort()
    if (types.length === 0 || !series.some((one) => one.field === field)) {
      return skipped(check, `no point of ${measurement} in the window has the field ${field}`)
    }
    if (types.length > 1) {
      return failed(check, {
        expected: `${check.type} in every shard`,
        found: `${types.join(' and ')} in different shards`,
        next: 'Correct the writer: queries over both shards show one type only. Delete or rewrite the points of the other',
      })
    }
    const [found = ''] = types
    if (found !== check.type) {
      return failed(check, { expected: check.type, found, next: `Correct the writer of ${measurement}.${field}` })
    }
    return withValue(check, shards, () => passed(check))
  })
}
