import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { typesOfField } from '../read/ranges.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { inMeasurement } from './gates.ts'
import { failed, passed, skipped, undecided } from './verdicts.ts'

/**
 * SHOW FIELD KEYS gives the types of all shards. Where it could not be asked, the first and the last point of the window decide as long as the window touches
 * no more than two shard groups: a flip in a shard between them would not show.
 */
export function evaluateFieldType(check: CheckOf<'field-type'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series, record) => {
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
    if (shards?.ok || check.window <= shardGroupNsOf(record)) return passed(check)
    return undecided(check, shards ?? { reason: 'the types of all shards were not read', next: 'Run it again' })
  })
}
