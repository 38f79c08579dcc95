import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withAuthorizations } from './token-gate.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateTokenPresent(check: CheckOf<'token-present'>, observation: Observation): Verdict {
  return withAuthorizations(check, observation, (found) => {
    if (found.length === 1) return passed(check)
    const described = `described as ${JSON.stringify(check.description)}`
    if (found.length > 1) return passed(check, `${found.length} tokens are ${described}: all are judged`)
    return failed(check, {
      expected: `a token ${described}`,
      found: 'none',
      next: 'Create it with apply, or correct the description',
    })
  })
}
