import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inOrg, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateReadiness(check: CheckOf<'readiness'>, observation: Observation): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.readiness, ({ bucket, readBack }) => {
      if (readBack) return passed(check, [`canary read back from ${bucket}`, ...observation.leftovers].join('; '))
      return failed(check, {
        expected: `a canary written to ${bucket} to be read back`,
        found: 'it was acknowledged, and no query finds it',
        next: 'Read the log of the server: it acknowledges writes that it does not store',
      })
    }),
  )
}
