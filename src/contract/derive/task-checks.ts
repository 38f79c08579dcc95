import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { formatDuration } from '../duration.ts'
import type { Contract, Schedule, Task } from '../model.ts'
import { positionOf } from '../position.ts'
import { renderTask } from '../render-task.ts'

/** Checks of the tasks. */
export function taskChecks(contract: Contract): Check[] {
  return contract.tasks.flatMap((task) => checksOf(contract, task))
}

function checksOf(contract: Contract, task: Task): Check[] {
  const { key, name, schedule, active } = task
  const of = (part: string) => ({
    id: checkId(contract.name, 'task', key, part),
    severity: 'failure' as const,
    position: positionOf(contract, ['tasks', key]),
    task: key,
    name,
  })
  const the = `the task ${JSON.stringify(name)}`
  const checks: Check[] = [
    { kind: 'task-present', ...of('present'), sentence: `${the} exists` },
    { kind: 'task-active', ...of('active'), sentence: `${the} is ${active ? 'active' : 'inactive'}`, active },
    {
      kind: 'task-flux',
      ...of('flux'),
      sentence: `${the} runs the script of the contract`,
      flux: renderTask(task, contract),
    },
    { kind: 'task-schedule', ...of('schedule'), sentence: `${the} runs ${scheduleWords(schedule)}`, schedule },
  ]
  // A task that is switched off has no run that is due.
  if (active) {
    checks.push({ kind: 'task-last-run', ...of('last-run'), sentence: `the last run of ${the} succeeded`, schedule })
  }
  return checks
}

function scheduleWords(schedule: Schedule): string {
  const when = schedule.kind === 'every' ? `every ${formatDuration(schedule.every)}` : `at ${schedule.cron}`
  return schedule.offset === 0n ? when : `${when}, offset ${formatDuration(schedule.offset)}`
}
