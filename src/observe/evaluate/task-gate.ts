import type { TaskRecord } from '../../client/records.ts'
import type { Check } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inOrg, withValue } from './gates.ts'
import { skipped, undecided } from './verdicts.ts'

type TaskCheck = Check & { readonly task: string; readonly name: string }

/** The tasks of one name. An empty list decides nothing unless the token is known to be able to read tasks: the server hides the rest. */
export function withTasksNamed(
  check: TaskCheck,
  observation: Observation,
  judge: (found: readonly TaskRecord[]) => Verdict,
): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.tasks, (all) => {
      const found = all.filter((one) => one.name === check.name)
      if (found.length > 0 || all.length > 0 || observation.rights.may('read', 'tasks') === 'yes') return judge(found)
      return undecided(check, {
        reason: 'the token in use sees no task of the org, and it cannot be known that it may read them',
        next: 'Use a token that may read tasks and authorizations of the org, such as an all-access token',
      })
    }),
  )
}

/** Judges a task that exists. A missing one fails its own check, and only that one; of several of one name the newest is judged. */
export function withTask(check: TaskCheck, observation: Observation, judge: (task: TaskRecord) => Verdict): Verdict {
  return withTasksNamed(check, observation, (found) => {
    const task = found.at(-1)
    return task === undefined ? skipped(check, `there is no task named ${check.name}`) : judge(task)
  })
}
