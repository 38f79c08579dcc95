import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { firstDifference } from '../flux-syntax.ts'
import type { Observation } from '../observation.ts'
import { withTask } from './task-gate.ts'
import { failed, passed } from './verdicts.ts'

/** Name and schedule stand in `option task` of the script too; they have checks of their own. */
export function evaluateTaskFlux(check: CheckOf<'task-flux'>, observation: Observation): Verdict {
  return withTask(check, observation, ({ flux }) => {
    const difference = firstDifference(check.flux, flux)
    if (difference === undefined) return passed(check)
    return failed(check, {
      expected: difference.expected,
      found: difference.found,
      next: 'Update the task with apply, or correct the contract',
    })
  })
}
