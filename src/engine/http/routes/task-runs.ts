import { parseId } from '../../ids.ts'
import { parseRfc3339 } from '../../rfc3339.ts'
import type { TaskRow } from '../../state/records.ts'
import type { Run } from '../../tasks/runs.ts'
import { ApiError } from '../api-error.ts'
import { readText } from '../body.ts'
import { type Call, parameter } from '../call.ts'
import { decodeGoJson, isJsonError } from '../json/go-decode.ts'
import { goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { ResourceRoutes } from '../router.ts'
import { atoi, decodeFailure, decoding, taskOf, taskPathId } from './task-request.ts'
import { viewRun } from './task-view.ts'

/** /api/v2/tasks/:id/runs and /logs. */
export function registerTaskRunRoutes(routes: ResourceRoutes): void {
  routes.get('/:id/runs', listRuns)
  routes.post('/:id/runs', startRun)
  routes.get('/:id/runs/:run', (call) => call.json(200, viewRun(runOf(call, 'failed to find run'))))
  routes.delete('/:id/runs/:run', cancelRun)
  routes.post('/:id/runs/:run/retry', retryRun)
  routes.get('/:id/runs/:run/logs', (call) => call.json(200, logsOf([runOf(call, 'failed to find task logs')])))
  routes.get('/:id/logs', taskLogs)
}

function goTime(text: string): bigint {
  const time = parseRfc3339(text)
  if (time !== undefined) return time
  const layout = '2006-01-02T15:04:05Z07:00'
  throw new ApiError(
    'invalid',
    `parsing time ${JSON.stringify(text)} as "${layout}": cannot parse ${JSON.stringify(text)} as "2006"`,
  )
}

function runOf(call: Call, what: string): Run {
  const runId = taskPathId(call, 'run')
  const task = taskOf(call, what, 'read')
  const run = call.context.tasks.runs.find(task.id, runId)
  if (run === undefined) throw new ApiError('not found', `${what}: run not found`)
  return run
}

interface RunFilter {
  readonly after: string | undefined
  readonly limit: number
  readonly afterNs: bigint | undefined
  readonly beforeNs: bigint | undefined
}

function runFilterOf(call: Call): RunFilter {
  const after = parameter(call, 'after')
  const limit = parameter(call, 'limit')
  const afterTime = parameter(call, 'afterTime')
  const beforeTime = parameter(call, 'beforeTime')
  const filter = {
    after: after === undefined ? undefined : parseId(after),
    limit: limit === undefined ? 100 : atoi(limit),
    afterNs: afterTime === undefined ? undefined : goTime(afterTime),
    beforeNs: beforeTime === undefined ? undefined : goTime(beforeTime),
  }
  if (filter.limit < 1 || filter.limit > 500) {
    throw new ApiError('invalid', 'run limit is out of bounds, must be between 1 and 500')
  }
  if (filter.afterNs !== undefined && filter.beforeNs !== undefined && filter.beforeNs <= filter.afterNs) {
    throw new ApiError('invalid', 'beforeTime must be later than afterTime')
  }
  return filter
}

/** Runs that have started, the latest scheduled time first: a run that waits is in no list. */
function startedRuns(call: Call, task: TaskRow): Run[] {
  return call.context.tasks.runs
    .ofTask(task.id)
    .filter((run) => run.startedAtNs !== undefined)
    .sort((a, b) => (a.scheduledForNs > b.scheduledForNs ? -1 : a.scheduledForNs < b.scheduledForNs ? 1 : 0))
}

function listRuns(call: Call): Response {
  taskPathId(call)
  const filter = decoding(() => runFilterOf(call))
  const task = taskOf(call, 'failed to find runs', 'read')
  const runs = startedRuns(call, task)
    .filter(
      (run) =>
        (filter.after === undefined || run.id > filter.after) &&
        (filter.afterNs === undefined || run.scheduledForNs > filter.afterNs) &&
        (filter.beforeNs === undefined || run.scheduledForNs < filter.beforeNs),
    )
    .slice(0, filter.limit)
  const self = `/api/v2/tasks/${task.id}`
  return call.json(200, { links: { self: `${self}/runs`, task: self }, runs: runs.map(viewRun) })
}

const runShape = goStruct('http.forceRunRequest', { scheduledFor: 'string' })
const toSecond = (ns: bigint) => ns - (ns % 1_000_000_000n)

async function scheduledForOf(call: Call): Promise<bigint> {
  const text = await readText(call.request)
  if (text === '') return toSecond(call.context.clock.nowNs())
  try {
    const { scheduledFor } = decodeGoJson(text, runShape) ?? {}
    return toSecond(scheduledFor ? goTime(scheduledFor) : call.context.clock.nowNs())
  } catch (error) {
    if (!isJsonError(error) && !(error instanceof ApiError)) throw error
    throw new ApiError('invalid', decodeFailure + error.message)
  }
}

function requestRun(call: Call, task: TaskRow, request: { what: string; scheduledForNs: bigint }): Run {
  if (task.status !== 'active') throw new ApiError('invalid', `${request.what}: inactive task`)
  try {
    return call.context.tasks.request(task, request.scheduledForNs)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError(error.code, `${request.what}: ${error.message}`)
  }
}

async function startRun(call: Call): Promise<Response> {
  taskPathId(call)
  const scheduledForNs = await scheduledForOf(call)
  const what = 'failed to force run'
  return call.json(201, viewRun(requestRun(call, taskOf(call, what, 'write'), { what, scheduledForNs })))
}

function retryRun(call: Call): Response {
  const what = 'failed to retry run'
  const { scheduledForNs } = runOf(call, what)
  return call.json(200, viewRun(requestRun(call, taskOf(call, what, 'write'), { what, scheduledForNs })))
}

function cancelRun(call: Call): Response {
  const runId = taskPathId(call, 'run')
  const task = taskOf(call, 'failed to cancel run', 'write')
  if (call.context.tasks.cancel(task.id, runId)) return emptyReply(200)
  throw new ApiError('not found', 'failed to cancel run: run not found')
}

function logsOf(runs: readonly Run[]) {
  const events = runs.flatMap((run) => run.log.map(({ time, message }) => ({ runID: run.id, time, message })))
  return { events: events.length === 0 ? null : events }
}

function taskLogs(call: Call): Response {
  const task = taskOf(call, 'failed to find task logs', 'read')
  return call.json(200, logsOf(startedRuns(call, task).reverse()))
}
