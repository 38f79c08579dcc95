import { type CheckOf, canaryMeasurement } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { profileKey } from '../needs.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { listed, roughly } from './words.ts'

export function evaluateUndeclaredMeasurements(
  check: CheckOf<'undeclared-measurements'>,
  observation: Observation,
): Verdict {
  const { lookbackNs, profiles } = observation
  return inBucket(check, observation, () =>
    withValue(check, profiles.get(profileKey(check.bucket.name, lookbackNs)), (profile) => {
      const known = new Set([...check.declared, canaryMeasurement])
      const others = [...profile.keys()].filter((name) => !known.has(name))
      if (others.length === 0) return passed(check)
      return failed(check, {
        expected: `only ${check.declared.length === 0 ? 'no measurement' : listed(check.declared)} in the last ${roughly(lookbackNs)}`,
        found: listed(others),
        next: 'Declare it, correct its writer, or set open: true',
      })
    }),
  )
}
