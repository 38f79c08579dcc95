import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withTokens } from './token-gate.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateTokenActive(check: CheckOf<'token-active'>, observation: Observation): Verdict {
  return withTokens(check, observation, (found) => {
    if (found.every((one) => one.status === 'active')) return passed(check)
    return failed(check, { expected: 'active', found: 'inactive', next: 'Set its status to active, or replace it' })
  })
}
