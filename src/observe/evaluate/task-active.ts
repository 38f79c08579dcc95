import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withTask } from './task-gate.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateTaskActive(check: CheckOf<'task-active'>, observation: Observation): Verdict {
  return withTask(check, observation, ({ status }) => {
    const expected = check.active ? 'active' : 'inactive'
    if (status === expected) return passed(check)
    return failed(check, { expected, found: status, next: `Set the status of the task to ${expected}` })
  })
}
