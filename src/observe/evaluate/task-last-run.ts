import type { TaskRecord } from '../../client/records.ts'
import { formatTime, parseTime } from '../../client/rfc3339.ts'
import type { CheckOf } from '../../contract/check.ts'
import { minuteNs } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { nextDueNs } from '../schedule.ts'
import { withTask } from './task-gate.ts'
import { failed, passed, skipped } from './verdicts.ts'
import { roughly } from './words.ts'

/** A run that is due starts at once and is given this long to finish. */
const graceNs = 5n * minuteNs

export function evaluateTaskLastRun(check: CheckOf<'task-last-run'>, observation: Observation): Verdict {
  return withTask(check, observation, (task) => {
    if (task.status === 'inactive') return skipped(check, 'the task is inactive')
    const { lastRunStatus, lastRunError } = task
    if (lastRunStatus !== undefined && lastRunStatus !== '' && lastRunStatus !== 'success') {
      return failed(check, {
        expected: 'success',
        found: lastRunError === undefined || lastRunError === '' ? lastRunStatus : `${lastRunStatus}: ${lastRunError}`,
        next: `Read the log of the runs of ${check.name}: a failed run is not repeated`,
      })
    }
    const dueNs = nextDueNs(check.schedule, lastActivityNs(task))
    const late = dueNs !== undefined && dueNs + graceNs < observation.nowNs
    if (late) {
      return failed(check, {
        expected: `a run at ${formatTime(dueNs)}`,
        found: `none, ${roughly(observation.nowNs - dueNs)} later`,
        next: 'Was the server down then? Runs that were missed are never made up: run it by hand',
      })
    }
    if (lastRunStatus === 'success') return passed(check)
    return skipped(check, dueNs === undefined ? 'no run has been due' : `the first run is due at ${formatTime(dueNs)}`)
  })
}

/** The latest of creation, change and last completed run: what came before says nothing about the next run. */
function lastActivityNs({ createdAt, updatedAt, latestCompleted }: TaskRecord): bigint {
  const times = [createdAt, updatedAt, latestCompleted].flatMap((text) => (text ? [parseTime(text)] : []))
  return times.reduce((a, b) => (a > b ? a : b), 0n)
}
