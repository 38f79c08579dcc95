import type { FieldValue, Point } from '../../line-protocol/types.ts'
import { formatRfc3339 } from '../rfc3339.ts'
import type { TaskRow } from '../state/records.ts'
import type { Run } from './runs.ts'

const text = (value: string): FieldValue => ({ type: 'string', value })

/** A finished run as the server keeps it in the organisation's `_tasks` bucket, measurement `runs`. */
export function runPoint(task: TaskRow, run: Run): Point {
  const startedAt = formatRfc3339(run.startedAtNs ?? run.scheduledForNs)
  const logs = run.log.map(({ time, message }) => ({ runID: run.id, time, message }))
  return {
    measurement: 'runs',
    tags: [
      ['status', run.status],
      ['taskID', task.id],
    ],
    fields: [
      ['finishedAt', text(formatRfc3339(run.finishedAtNs ?? run.scheduledForNs))],
      ['flux', text(task.flux)],
      ['logs', text(JSON.stringify(logs))],
      ['name', text(task.name)],
      ['ot_trace_id', text(run.id)],
      ['ot_trace_sampled', { type: 'boolean', value: true }],
      ['requestedAt', text(formatRfc3339(run.requestedAtNs ?? run.scheduledForNs))],
      ['runID', text(run.id)],
      ['scheduledFor', text(formatRfc3339(run.scheduledForNs))],
      ['startedAt', text(startedAt)],
    ],
    time: run.startedAtNs ?? run.scheduledForNs,
  }
}
