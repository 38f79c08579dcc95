import type { TaskRecord } from '../client/records.ts'
import { formatDuration, parseDuration } from '../contract/duration.ts'
import type { Schedule } from '../contract/model.ts'

/** True when two scripts mean the same. The parser is loaded only for scripts that differ as text. */
export async function sameFlux(expected: string, found: string): Promise<boolean> {
  if (expected.trim() === found.trim()) return true
  const { firstDifference } = await import('../observe/flux-syntax.ts')
  return firstDifference(expected, found) === undefined
}

/** A schedule as the record of a task says it, `1h0m0s` and `1h` alike. */
export function scheduleOf({ every, cron, offset }: Pick<TaskRecord, 'every' | 'cron' | 'offset'>): string {
  return cron ? text('cron', cron, offset) : text('every', shortest(every ?? ''), offset)
}

/** A declared schedule in the same words. */
export function declaredSchedule(schedule: Schedule): string {
  const offset = formatDuration(schedule.offset)
  return schedule.kind === 'cron'
    ? text('cron', schedule.cron, offset)
    : text('every', formatDuration(schedule.every), offset)
}

function text(kind: string, value: string, offset = '0s'): string {
  const shown = shortest(offset === '' ? '0s' : offset)
  return shown === '0s' ? `${kind} ${value}` : `${kind} ${value}, offset ${shown}`
}

function shortest(duration: string): string {
  const parsed = parseDuration(duration)
  return parsed === undefined ? duration : formatDuration(parsed)
}
