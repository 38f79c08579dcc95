import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { scratchPrefix } from '../canary/site.ts'
import type { Observation } from '../observation.ts'
import { inOrg, withValue } from './gates.ts'
import { failed, passed, undecided } from './verdicts.ts'
import { listed } from './words.ts'

/** A list without others proves nothing unless the token may read all buckets of the org: the server hides the rest. */
export function evaluateUndeclaredBuckets(check: CheckOf<'undeclared-buckets'>, observation: Observation): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.buckets, ({ readable }) => {
      const declared = new Set(check.declared.map((one) => one.name))
      const others = [...readable.values()]
        .filter((one) => one.type === 'user' && !declared.has(one.name) && !one.name.startsWith(scratchPrefix))
        .map((one) => one.name)
      if (others.length > 0) {
        return failed(check, {
          expected: 'no bucket that no contract declares',
          found: listed(others),
          next: 'Declare it, delete it, or set open: true',
        })
      }
      if (observation.rights.may('read', 'buckets') === 'yes') return passed(check)
      return undecided(check, {
        reason: 'it cannot be known that the token sees every bucket of the org',
        next: 'Use a token that may read all buckets and authorizations of the org, such as an all-access token',
      })
    }),
  )
}
