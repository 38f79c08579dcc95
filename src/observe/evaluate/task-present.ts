import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withTasksNamed } from './task-gate.ts'
import { failed, passed } from './verdicts.ts'

/** Two tasks of one name do the work twice: that is what applying a template twice leaves. */
export function evaluateTaskPresent(check: CheckOf<'task-present'>, observation: Observation): Verdict {
  return withTasksNamed(check, observation, (found) => {
    if (found.length === 1) return passed(check)
    return failed(check, {
      expected: `one task named ${check.name}`,
      found: found.length === 0 ? 'none' : `${found.length}`,
      next: found.length === 0 ? 'Create it with apply, or correct the name' : 'Delete all but one',
    })
  })
}
