import type { EngineContext } from '../../context.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import { resourceLabels } from '../../state/labels.ts'
import type { TaskRow } from '../../state/records.ts'
import type { Run } from '../../tasks/runs.ts'

/** Times of tasks have whole seconds, but for those of creation and change. */
const seconds = (ns: bigint) => formatRfc3339(ns - (ns % 1_000_000_000n))

function taskLinks(id: string) {
  const self = `/api/v2/tasks/${id}`
  return {
    labels: `${self}/labels`,
    logs: `${self}/logs`,
    members: `${self}/members`,
    owners: `${self}/owners`,
    runs: `${self}/runs`,
    self,
  }
}

/** A task as the API shows it. */
export function viewTask({ state }: EngineContext, task: TaskRow) {
  return {
    links: taskLinks(task.id),
    labels: resourceLabels(state, task.id),
    id: task.id,
    orgID: task.orgId,
    org: state.orgs.get(task.orgId)?.name ?? '',
    ownerID: task.ownerId,
    name: task.name,
    ...(task.description ? { description: task.description } : {}),
    status: task.status,
    flux: task.flux,
    ...(task.every === undefined ? {} : { every: task.every }),
    ...(task.cron === undefined ? {} : { cron: task.cron }),
    ...(task.offset === undefined ? {} : { offset: task.offset }),
    latestCompleted: seconds(task.latestCompletedNs),
    ...(task.lastRunStatus === undefined ? {} : { lastRunStatus: task.lastRunStatus }),
    ...(task.lastRunError === undefined ? {} : { lastRunError: task.lastRunError }),
    createdAt: seconds(task.createdNs),
    ...(task.updatedNs === task.createdNs ? {} : { updatedAt: seconds(task.updatedNs) }),
  }
}

/** A task in a list of `type=basic`: without organisation name, script and times of change. */
export function viewBasicTask(context: EngineContext, task: TaskRow) {
  const { createdAt: _created, updatedAt: _updated, ...view } = viewTask(context, task)
  return { ...view, org: '', flux: '' }
}

/** A run as the API shows it. */
export function viewRun(run: Run) {
  const task = `/api/v2/tasks/${run.taskId}`
  const self = `${task}/runs/${run.id}`
  const log = run.log.map(({ time, message }) => ({ runID: run.id, time, message }))
  return {
    links: { logs: `${self}/logs`, retry: `${self}/retry`, self, task },
    id: run.id,
    taskID: run.taskId,
    status: run.status,
    scheduledFor: seconds(run.scheduledForNs),
    ...(run.startedAtNs === undefined ? {} : { startedAt: formatRfc3339(run.startedAtNs) }),
    ...(run.finishedAtNs === undefined ? {} : { finishedAt: formatRfc3339(run.finishedAtNs) }),
    ...(run.requestedAtNs === undefined ? {} : { requestedAt: seconds(run.requestedAtNs) }),
    ...(log.length === 0 ? {} : { log }),
  }
}
