import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inBucket } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateBucketDescription(check: CheckOf<'bucket-description'>, observation: Observation): Verdict {
  return inBucket(check, observation, ({ description = '' }) => {
    if (description === check.description) return passed(check)
    return failed(check, {
      expected: JSON.stringify(check.description),
      found: description === '' ? 'no description' : JSON.stringify(description),
      next: 'Correct the description on the server, or in the contract',
    })
  })
}
