import { Cron } from 'croner'
import type { TaskRow } from '../state/records.ts'
import { durationMs, type FluxDuration, parseDuration } from './options.ts'

const nsPerMs = 1_000_000n

function calendarMonths({ parts }: FluxDuration): number {
  return parts.reduce(
    (sum, { magnitude, unit }) => sum + (unit === 'mo' ? magnitude : unit === 'y' ? 12 * magnitude : 0),
    0,
  )
}

function nextMonths(afterMs: number, months: number): number {
  const date = new Date(afterMs)
  const index = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
  return Date.UTC(1970, (Math.floor(index / months) + 1) * months)
}

/**
 * The first scheduled time after `afterNs`, without the offset: a whole multiple of `every` since the epoch, or the next
 * match of `cron` in UTC. Undefined where the schedule never comes.
 */
export function nextScheduled(task: Pick<TaskRow, 'every' | 'cron'>, afterNs: bigint): bigint | undefined {
  const afterMs = Number(afterNs / nsPerMs)
  if (task.cron !== undefined) {
    const next = new Cron(task.cron, { timezone: 'UTC', paused: true }).nextRun(new Date(afterMs))
    return next === null ? undefined : BigInt(next.getTime()) * nsPerMs
  }
  const every = parseDuration(task.every ?? '')
  if (every === undefined) return undefined
  const months = calendarMonths(every)
  if (months > 0) return BigInt(nextMonths(afterMs, months)) * nsPerMs
  const stepMs = durationMs(every)
  return BigInt((Math.floor(afterMs / stepMs) + 1) * stepMs) * nsPerMs
}

/** The offset of a task in nanoseconds; 0n where it has none. */
export function offsetNs(task: Pick<TaskRow, 'offset'>): bigint {
  const offset = parseDuration(task.offset ?? '')
  return offset === undefined ? 0n : BigInt(Math.round(durationMs(offset))) * nsPerMs
}
