import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inOrg, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

/** A bucket that the token may not read is there: for an unknown name the server answers otherwise. */
export function evaluateBucketPresent(check: CheckOf<'bucket-present'>, observation: Observation): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.buckets, ({ readable, hidden }) => {
      const { name } = check.bucket
      if (readable.has(name)) return passed(check)
      if (hidden.has(name)) return passed(check, 'it exists, but the token may not read it')
      return failed(check, {
        expected: `the bucket ${name}`,
        found: 'the org has no bucket of that name',
        next: 'Create it with apply, or correct the name',
      })
    }),
  )
}
