import { isId, parseId } from '../../ids.ts'
import type { DocumentRow } from '../../state/records.ts'
import { removeResource } from '../../templates/apply.ts'
import { planObjects } from '../../templates/plan.ts'
import { addStackEvent, createStack, stackKind, stateOf, viewStack } from '../../templates/stacks.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goArray, goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'

/** /api/v2/stacks: what was made by templates, and how it is taken away again. */
export function registerStackRoutes(router: Router): void {
  const stacks = router.resource('/api/v2/stacks', 'newer')
  stacks.get('', listStacks)
  stacks.post('', postStack)
  stacks.get('/:id', (call) => call.json(200, viewStack(stackOf(call, stackIdOf(call)))))
  stacks.patch('/:id', patchStack)
  stacks.delete('/:id', deleteStack)
  stacks.post('/:id/uninstall', uninstallStack)
}

/** The stack of an id. Throws `not found`. */
export function stackOf(call: Call, id: string): DocumentRow {
  const row = call.context.state.documents(stackKind).get(id)
  if (row === undefined) throw new ApiError('not found', `stack not found for key ${JSON.stringify(id)}`)
  return row
}

function stackIdOf(call: Call): string {
  try {
    return parseId(pathValue(call, 'id'))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError('invalid', `the stack id provided in the path was invalid: ${error.message}`)
  }
}

function listStacks(call: Call): Response {
  const orgId = parameter(call, 'orgID') ?? ''
  const rows = call.context.state.documents(stackKind).filter((row) => row.orgId === orgId)
  return call.json(200, { stacks: rows.map(viewStack) })
}

const stackShape = goStruct('pkger.ReqCreateStack', {
  orgID: 'string',
  name: 'string',
  description: 'string',
  urls: goArray('[]string', 'string'),
})

async function postStack(call: Call): Promise<Response> {
  const { orgID = '', ...given } = (await readJson(call.request, stackShape)) ?? {}
  if (!isId(orgID)) throw new ApiError('invalid', `provided org id[${JSON.stringify(orgID)}] is invalid`)
  return call.json(201, viewStack(createStack(call.context, orgID.toLowerCase(), given)))
}

async function patchStack(call: Call): Promise<Response> {
  const row = stackOf(call, stackIdOf(call))
  const { orgID: _, ...change } = (await readJson(call.request, stackShape)) ?? {}
  return call.json(200, viewStack(addStackEvent(call.context, row, { ...change, eventType: 'update' })))
}

function deleteStack(call: Call): Response {
  call.context.state.documents(stackKind).delete(stackIdOf(call))
  return emptyReply(204)
}

function uninstallStack(call: Call): Response {
  const { context } = call
  const row = stackOf(call, stackIdOf(call))
  const plan = planObjects(context, [], { orgId: row.orgId, resources: stateOf(row).resources })
  for (const one of plan) if (one.status === 'remove') removeResource(context, one.found)
  return call.json(200, viewStack(addStackEvent(context, row, { eventType: 'uninstall', resources: [] })))
}
