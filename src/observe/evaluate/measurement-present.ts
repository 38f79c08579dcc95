import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { profileKey } from '../needs.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { roughly } from './words.ts'

export function evaluateMeasurementPresent(check: CheckOf<'measurement-present'>, observation: Observation): Verdict {
  return inBucket(check, observation, () =>
    withValue(check, observation.profiles.get(profileKey(check.bucket.name, check.window)), (profile) => {
      const series = profile.get(check.measurement)
      if (series !== undefined) return passed(check, `${series.length} series`)
      return failed(check, {
        expected: `points of ${check.measurement} in the last ${roughly(check.window)}`,
        found: 'none',
        next: 'Is its writer running, and does it write to this bucket?',
      })
    }),
  )
}
