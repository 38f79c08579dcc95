import type { CheckOf } from '../../contract/check.ts'
import { formatDuration, parseDuration } from '../../contract/duration.ts'
import type { Schedule } from '../../contract/model.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withTask } from './task-gate.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateTaskSchedule(check: CheckOf<'task-schedule'>, observation: Observation): Verdict {
  return withTask(check, observation, ({ every, cron, offset }) => {
    const expected = describeSchedule(check.schedule)
    const found = [
      ...(every === undefined || every === '' ? [] : [`every ${canonical(every)}`]),
      ...(cron === undefined || cron === '' ? [] : [`cron ${cron}`]),
      ...offsetWords(canonical(offset ?? '0s')),
    ].join(', ')
    if (found === expected) return passed(check, found)
    return failed(check, { expected, found, next: 'Update the task with apply, or correct the contract' })
  })
}

export function describeSchedule(schedule: Schedule): string {
  const when = schedule.kind === 'every' ? `every ${formatDuration(schedule.every)}` : `cron ${schedule.cron}`
  return [when, ...offsetWords(formatDuration(schedule.offset))].join(', ')
}

function offsetWords(offset: string): string[] {
  return offset === '0s' || offset === '' ? [] : [`offset ${offset}`]
}

/** `60m` and `1h0m0s` as `1h`; what is no fixed duration (`1mo`) as it is. */
function canonical(text: string): string {
  const duration = parseDuration(text)
  return duration === undefined ? text : formatDuration(duration)
}
