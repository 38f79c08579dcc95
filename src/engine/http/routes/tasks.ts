import { isAuthorized } from '../../auth/authorize.ts'
import { parseId } from '../../ids.ts'
import { dropLabelMappings } from '../../state/labels.ts'
import type { TaskRow } from '../../state/records.ts'
import { parseDuration, unknownGoUnit } from '../../tasks/options.ts'
import { type OptionChange, readTaskScript, rewriteTaskScript, type TaskOptions } from '../../tasks/script.ts'
import { organizationById, organizationByName } from '../../tenant/organizations.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter } from '../call.ts'
import { type Decoded, goNamed, goStruct } from '../json/go-shape.ts'
import { goQueryEscape } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { registerResourceLabelRoutes } from './labels.ts'
import { registerMemberRoutes } from './members.ts'
import { atoi, decodeFailure, decoding, taskOf } from './task-request.ts'
import { registerTaskRunRoutes } from './task-runs.ts'
import { viewBasicTask, viewTask } from './task-view.ts'

/** /api/v2/tasks: made, listed, read, changed and deleted. */
export function registerTaskRoutes(router: Router): void {
  const routes = router.resource('/api/v2/tasks', 'older')
  routes.get('', listTasks)
  routes.post('', createTask)
  routes.get('/:id', (call) => call.json(200, viewTask(call.context, taskOf(call, 'failed to find task', 'read'))))
  routes.patch('/:id', patchTask)
  routes.delete('/:id', deleteTask)
  registerTaskRunRoutes(routes)
  registerMemberRoutes(routes, 'tasks', { orgIdOf: (call, id) => call.context.state.tasks.get(id)?.orgId })
  registerResourceLabelRoutes(routes)
}

const createShape = goStruct('taskmodel.TaskCreate', {
  flux: 'string',
  description: 'string',
  status: 'string',
  orgID: 'id',
  org: 'string',
})

function statusOf(status: string | undefined): TaskRow['status'] | undefined {
  if (!status) return undefined
  if (status === 'active' || status === 'inactive') return status
  throw new ApiError('invalid', `${decodeFailure}invalid task status: ${JSON.stringify(status)}`)
}

function organizationOf(call: Call, { orgID, org }: Decoded<typeof createShape>) {
  try {
    return orgID === undefined ? organizationByName(call.context, org ?? '') : organizationById(call.context, orgID)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError(error.code, `could not identify organization: ${error.message}`)
  }
}

async function optionsOf(flux: string): Promise<TaskOptions> {
  try {
    return await readTaskScript(flux)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // An offset in units that Go does not know is noticed later, by code that says so itself.
    if (error.message.startsWith('unexpected error')) throw error
    throw new ApiError('invalid', `invalid options: ${error.message}`)
  }
}

async function createTask(call: Call): Promise<Response> {
  const body = (await readJson(call.request, createShape, { prefix: decodeFailure })) ?? {}
  if (!body.flux) throw new ApiError('invalid', `${decodeFailure}missing flux`)
  if (body.orgID === undefined && !body.org) throw new ApiError('invalid', `${decodeFailure}missing orgID and org`)
  const status = statusOf(body.status) ?? 'active'
  const org = organizationOf(call, body)
  if (!isAuthorized(call.principal, 'write', 'tasks', { orgId: org.id })) {
    throw new ApiError('internal error', 'failed to create task: unauthorized')
  }
  const options = await optionsOf(body.flux)
  const { context } = call
  const now = context.clock.nowNs()
  const task = context.state.tasks.put({
    id: context.newId(),
    orgId: org.id,
    ownerId: call.principal.user.id,
    status,
    flux: body.flux,
    ...(body.description ? { description: body.description } : {}),
    ...options,
    createdNs: now,
    updatedNs: now,
    latestCompletedNs: now,
    latestScheduledNs: now,
  })
  context.tasks.reschedule(task)
  return call.json(201, viewTask(context, task))
}

interface TaskFilter {
  readonly after: string | undefined
  readonly limit: number
  readonly org: string | undefined
  readonly orgId: string | undefined
  readonly user: string | undefined
}

function filterOf(call: Call): TaskFilter {
  const after = parameter(call, 'after')
  const user = parameter(call, 'user')
  const org = parameter(call, 'org')
  const orgID = parameter(call, 'orgID')
  const type = parameter(call, 'type')
  const limit = parameter(call, 'limit')
  const filter = {
    after: after === undefined ? undefined : parseId(after),
    user: user === undefined ? undefined : parseId(user),
    org,
    orgId: org === undefined ? orgID && parseId(orgID) : organizationByName(call.context, org).id,
    limit: limit === undefined ? 100 : atoi(limit),
  }
  if (filter.limit < 1 || filter.limit > 500) throw new ApiError('invalid', 'limit must be between 1 and 500')
  if (type !== undefined && type !== 'basic' && type !== 'system') {
    throw new ApiError('invalid', `${JSON.stringify(type)} is not a valid task type`)
  }
  return filter
}

function listLink({ limit, org, orgId, user }: TaskFilter, after: string | undefined): string {
  const values = { after, limit: String(limit), org, orgID: orgId, user }
  const parts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${goQueryEscape(value)}`],
  )
  return `/api/v2/tasks?${parts.join('&')}`
}

function listTasks(call: Call): Response {
  const filter = decoding(() => filterOf(call))
  const name = parameter(call, 'name')
  const status = parameter(call, 'status')
  const found = call.context.state.tasks
    .filter(
      (task) =>
        (filter.orgId === undefined || task.orgId === filter.orgId) &&
        (filter.user === undefined || task.ownerId === filter.user) &&
        (filter.after === undefined || task.id > filter.after) &&
        (name === undefined || task.name === name) &&
        (status === undefined || task.status === status) &&
        isAuthorized(call.principal, 'read', 'tasks', { id: task.id, orgId: task.orgId }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, filter.limit)
  const view = parameter(call, 'type') === 'basic' ? viewBasicTask : viewTask
  const next = found.length === filter.limit ? { next: listLink(filter, found.at(-1)?.id) } : {}
  return call.json(200, {
    links: { self: listLink(filter, filter.after), ...next },
    tasks: found.map((task) => view(call.context, task)),
  })
}

const patchShape = goStruct('taskmodel.TaskUpdate', {
  flux: 'string',
  status: goNamed('string'),
  description: 'string',
  name: 'string',
  every: 'string',
  cron: 'string',
  offset: 'string',
  concurrency: 'int64',
  retry: 'int64',
})

type Patch = Decoded<typeof patchShape>

function offsetOf(text: string): string | undefined {
  const offset = parseDuration(text)
  const unit = offset === undefined ? undefined : unknownGoUnit(offset)
  if (offset === undefined || unit !== undefined) {
    const why =
      unit === undefined
        ? `time: invalid duration ${JSON.stringify(text)}`
        : `time: unknown unit "${unit}" in duration "${text}"`
    throw new ApiError('invalid', `offset: ${text}, ${why} is invalid, the largest unit supported is h`)
  }
  return offset.parts.every(({ magnitude }) => magnitude === 0) ? undefined : text
}

function optionChangeOf(patch: Patch): OptionChange {
  if (patch.every && patch.cron) throw new ApiError('invalid', 'cannot specify both every and cron')
  if (patch.every && parseDuration(patch.every) === undefined) {
    throw new ApiError('invalid', `invalid duration ${patch.every}`)
  }
  const offset = patch.offset ? offsetOf(patch.offset) : undefined
  return {
    ...(patch.name ? { name: patch.name } : {}),
    ...(patch.every ? { every: patch.every } : {}),
    ...(patch.cron ? { cron: patch.cron } : {}),
    ...(offset === undefined ? {} : { offset }),
  }
}

function updateFailure(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error
  const inOptions = error.code === 'invalid' ? 'invalid options: ' : ''
  return new ApiError(error.code, `failed to update task: ${inOptions}${error.message}`)
}

async function changedScript(task: TaskRow, patch: Patch, change: OptionChange) {
  try {
    const given = patch.flux ?? task.flux
    const flux = Object.keys(change).length === 0 ? given : await rewriteTaskScript(given, change)
    return { flux, options: await readTaskScript(flux) }
  } catch (error) {
    throw updateFailure(error)
  }
}

async function patchTask(call: Call): Promise<Response> {
  const { context } = call
  const id = decoding(() => parseId(call.params.id ?? ''))
  const patch = (await readJson(call.request, patchShape, { prefix: decodeFailure })) ?? {}
  const status = statusOf(patch.status)
  const change = decoding(() => optionChangeOf(patch))
  const isEmpty = patch.flux === undefined && status === undefined && Object.keys(change).length === 0
  if (isEmpty && (patch.concurrency !== undefined || patch.retry !== undefined)) {
    // Every version up to 2.9.1 panics where nothing but these is given.
    const panic = 'runtime error: invalid memory address or nil pointer dereference'
    throw new ApiError('internal error', `a panic has occurred: /api/v2/tasks/${id}: ${panic}`)
  }
  if (isEmpty) throw new ApiError('invalid', `${decodeFailure}cannot update task without content`)
  const task = taskOf(call, 'failed to update task', 'write')
  const { flux, options } = await changedScript(task, patch, change)
  const { every: _every, cron: _cron, offset: _offset, description, ...rest } = task
  const text = patch.description ?? description
  const now = context.clock.nowNs()
  const updated = context.state.tasks.put({
    ...rest,
    ...options,
    flux,
    ...(text ? { description: text } : {}),
    status: status ?? task.status,
    // What an inactive task has missed is not made up.
    ...(status === 'active' && task.status === 'inactive' ? { latestScheduledNs: now } : {}),
    updatedNs: now,
  })
  context.tasks.reschedule(updated)
  return call.json(200, viewTask(context, updated))
}

function deleteTask(call: Call): Response {
  const task = taskOf(call, 'failed to delete task', 'write')
  call.context.tasks.drop(task.id)
  call.context.state.tasks.delete(task.id)
  dropLabelMappings(call.context.state, task.id)
  return emptyReply(204)
}
