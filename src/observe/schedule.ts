import { Cron } from 'croner'
import type { Schedule } from '../contract/model.ts'

/** The first time after `afterNs` at which a task runs, offset included; undefined when a cron expression has none. UTC, as the server schedules. */
export function nextDueNs(schedule: Schedule, afterNs: bigint): bigint | undefined {
  if (schedule.kind === 'every') {
    const base = afterNs - schedule.offset
    return (base / schedule.every + 1n) * schedule.every + schedule.offset
  }
  const after = new Date(Number((afterNs - schedule.offset) / 1_000_000n))
  const next = new Cron(schedule.cron, { timezone: 'UTC' }).nextRun(after)
  return next === null ? undefined : BigInt(next.getTime()) * 1_000_000n + schedule.offset
}
