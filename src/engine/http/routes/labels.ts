import { authorize, isAuthorized } from '../../auth/authorize.ts'
import { parseId } from '../../ids.ts'
import { labelKind, labelMappingKind, resourceLabels, viewLabel } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goMap, goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { ResourceRoutes, Router } from '../router.ts'

/** /api/v2/labels. Labels on a resource are in registerResourceLabelRoutes. */
export function registerLabelRoutes(router: Router): void {
  const routes = router.resource('/api/v2/labels', 'newer')
  routes.get('', listLabels)
  routes.post('', createLabel)
  routes.get('/:id', (call) => call.json(200, single(labelOf(call, 'read'))))
  routes.patch('/:id', patchLabel)
  routes.delete('/:id', deleteLabel)
}

const labels = (call: Call) => call.context.state.documents(labelKind)
const single = (row: DocumentRow) => ({ links: { self: `/api/v2/labels/${row.id}` }, label: viewLabel(row) })
const sameName = (a: unknown, b: string) => String(a).toLowerCase() === b.toLowerCase()

const labelShape = goStruct('influxdb.Label', {
  id: 'id',
  orgID: 'id',
  name: 'string',
  properties: goMap('map[string]string', 'string'),
})

function checkName(call: Call, label: { orgId: string; name: string; ownId?: string }): void {
  const taken = labels(call).find(
    (row) => row.orgId === label.orgId && row.id !== label.ownId && sameName(row.body.name, label.name),
  )
  if (taken) throw new ApiError('conflict', `label with name ${label.name} already exists`)
}

async function createLabel(call: Call): Promise<Response> {
  const body = (await readJson(call.request, labelShape)) ?? {}
  const name = (body.name ?? '').trim()
  if (name === '') throw new ApiError('invalid', 'label name is required')
  if (body.orgID === undefined) throw new ApiError('invalid', 'orgID is required')
  authorize(call.principal, 'write', 'labels', { orgId: body.orgID })
  checkName(call, { orgId: body.orgID, name })
  const now = call.context.clock.nowNs()
  const row = labels(call).put({
    id: call.context.newId(),
    orgId: body.orgID,
    createdNs: now,
    updatedNs: now,
    body: { name, ...(body.properties === undefined ? {} : { properties: body.properties }) },
  })
  return call.json(201, single(row))
}

function listLabels(call: Call): Response {
  const orgId = parameter(call, 'orgID')
  const wanted = orgId === undefined ? undefined : parseId(orgId)
  const name = parameter(call, 'name')
  const found = labels(call).filter(
    (row) =>
      (wanted === undefined || row.orgId === wanted) &&
      (name === undefined || sameName(row.body.name, name)) &&
      isAuthorized(call.principal, 'read', 'labels', { id: row.id, orgId: row.orgId }),
  )
  return call.json(200, { links: { self: '/api/v2/labels' }, labels: found.map(viewLabel) })
}

function labelOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const row = labels(call).get(parseId(pathValue(call, 'id')))
  if (row === undefined) throw new ApiError('not found', 'label not found')
  authorize(call.principal, action, 'labels', { id: row.id, orgId: row.orgId })
  return row
}

const patchShape = goStruct('influxdb.LabelUpdate', {
  name: 'string',
  properties: goMap('map[string]string', 'string'),
})

/** New properties replace those of the same key; an empty value takes the key away. */
function mergedProperties(old: unknown, change: Record<string, string>): Record<string, unknown> {
  const merged = { ...(old as Record<string, unknown> | undefined), ...change }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
}

async function patchLabel(call: Call): Promise<Response> {
  const id = parseId(pathValue(call, 'id'))
  const change = (await readJson(call.request, patchShape, { prefix: '', code: 'internal error' })) ?? {}
  const row = labelOf(call, 'write')
  const name = change.name?.trim()
  if (name) checkName(call, { orgId: row.orgId, name, ownId: id })
  const properties = change.properties ? { properties: mergedProperties(row.body.properties, change.properties) } : {}
  const updated = labels(call).put({
    ...row,
    updatedNs: call.context.clock.nowNs(),
    body: { ...row.body, ...(name ? { name } : {}), ...properties },
  })
  return call.json(200, single(updated))
}

function deleteLabel(call: Call): Response {
  const row = labelOf(call, 'write')
  const mappings = call.context.state.documents(labelMappingKind)
  for (const one of mappings.filter(({ body }) => body.labelID === row.id)) mappings.delete(one.id)
  labels(call).delete(row.id)
  return emptyReply(204)
}

const mappingShape = goStruct('influxdb.LabelMapping', { labelID: 'id' })

/** GET, POST and DELETE of the labels on one resource, below `/:id/labels` of its routes. */
export function registerResourceLabelRoutes(routes: ResourceRoutes): void {
  routes.get('/:id/labels', listResourceLabels)
  routes.post('/:id/labels', addResourceLabel)
  routes.delete('/:id/labels/:label', removeResourceLabel)
}

function listResourceLabels(call: Call): Response {
  const id = parseId(pathValue(call, 'id'))
  return call.json(200, { links: { self: '/api/v2/labels' }, labels: resourceLabels(call.context.state, id) })
}

async function addResourceLabel(call: Call): Promise<Response> {
  const resourceID = parseId(pathValue(call, 'id'))
  const body = (await readJson(call.request, mappingShape)) ?? {}
  if (body.labelID === undefined) throw new ApiError('invalid', 'label id is required')
  const label = labels(call).get(body.labelID)
  if (label === undefined) throw new ApiError('not found', 'label not found')
  authorize(call.principal, 'write', 'labels', { id: label.id, orgId: label.orgId })
  const mappings = call.context.state.documents(labelMappingKind)
  const id = `${label.id}/${resourceID}`
  if (mappings.get(id)) throw new ApiError('conflict', 'Cannot add label, label already exists on resource')
  const now = call.context.clock.nowNs()
  mappings.put({ id, orgId: label.orgId, createdNs: now, updatedNs: now, body: { labelID: label.id, resourceID } })
  return call.json(201, single(label))
}

function removeResourceLabel(call: Call): Response {
  const resourceID = parseId(pathValue(call, 'id'))
  const labelID = parseId(pathValue(call, 'label'))
  const mappings = call.context.state.documents(labelMappingKind)
  if (!mappings.delete(`${labelID}/${resourceID}`)) throw new ApiError('not found', 'label not found')
  return emptyReply(204)
}
