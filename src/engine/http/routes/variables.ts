import { parseId } from '../../ids.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import { dropLabelMappings, resourceLabels } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { cutPage, pageLinks, pageOf } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import {
  changeDocument,
  createDocument,
  type DocumentKind,
  documentsOf,
  findDocument,
  listDocuments,
  orgIdOfQuery,
} from './documents.ts'
import { registerResourceLabelRoutes } from './labels.ts'

const variables: DocumentKind = { kind: 'variables' }
const goZeroTime = '0001-01-01T00:00:00Z'

/** /api/v2/variables: kept for dashboards. */
export function registerVariableRoutes(router: Router): void {
  const routes = router.resource('/api/v2/variables', 'older')
  routes.get('', listVariables)
  routes.post('', createVariable)
  routes.get('/:id', (call) => call.json(200, view(call, variableOf(call, 'read'))))
  routes.patch('/:id', patchVariable)
  routes.put('/:id', putVariable)
  routes.delete('/:id', deleteVariable)
  registerResourceLabelRoutes(routes)
}

function view(call: Call, row: DocumentRow) {
  const self = `/api/v2/variables/${row.id}`
  const { name, description, selected, arguments: values, isReplaced } = row.body
  return {
    id: row.id,
    orgID: row.orgId,
    name,
    description: description ?? '',
    selected: selected ?? null,
    arguments: values ?? null,
    createdAt: isReplaced ? goZeroTime : formatRfc3339(row.createdNs),
    updatedAt: isReplaced ? goZeroTime : formatRfc3339(row.updatedNs),
    labels: resourceLabels(call.context.state, row.id),
    links: { self, labels: `${self}/labels`, org: `/api/v2/orgs/${row.orgId}` },
  }
}

const shape = goStruct('influxdb.Variable', {
  orgID: 'id',
  name: 'string',
  description: 'string',
  selected: 'any',
  arguments: 'any',
})

function variableOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = parseId(pathValue(call, 'id'))
  return findDocument(call, variables, { id, action, missing: `variable not found for key "${id}"` })
}

function listVariables(call: Call): Response {
  const page = pageOf(call.query)
  let orgId: string | undefined
  try {
    orgId = orgIdOfQuery(call)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not found') throw error
    throw new ApiError('internal error', `could not read variables: ${error.message}`)
  }
  const found = cutPage(listDocuments(call, variables, orgId), page)
  const filter = { org: parameter(call, 'org'), orgID: parameter(call, 'orgID') }
  const links = pageLinks('/api/v2/variables', page, { filter, count: found.length })
  return call.json(200, { variables: found.map((row) => view(call, row)), links })
}

async function createVariable(call: Call): Promise<Response> {
  const { orgID, name, ...rest } = (await readJson(call.request, shape, { prefix: '' })) ?? {}
  if (orgID === undefined) throw new ApiError('invalid', 'orgID is required')
  if (!name) throw new ApiError('invalid', 'missing variable name')
  if (rest.arguments === undefined) throw new ApiError('invalid', 'invalid arguments type')
  const taken = documentsOf(call.context, variables).find(
    (row) => row.orgId === orgID && String(row.body.name).toLowerCase() === name.trim().toLowerCase(),
  )
  if (taken) throw new ApiError('conflict', `variable is not unique for key ${name}`)
  return call.json(201, view(call, createDocument(call, variables, { orgId: orgID, body: { ...rest, name } })))
}

async function patchVariable(call: Call): Promise<Response> {
  const row = variableOf(call, 'write')
  const { orgID: _, ...body } = (await readJson(call.request, shape)) ?? {}
  return call.json(200, view(call, changeDocument(call, variables, { row, body })))
}

async function putVariable(call: Call): Promise<Response> {
  const row = variableOf(call, 'write')
  const { orgID: _, ...body } = (await readJson(call.request, shape)) ?? {}
  // A put stores what came, without times: every version shows the zero time after it.
  const updated = documentsOf(call.context, variables).put({ ...row, body: { ...body, isReplaced: true } })
  return call.json(200, view(call, updated))
}

function deleteVariable(call: Call): Response {
  const row = variableOf(call, 'write')
  dropLabelMappings(call.context.state, row.id)
  documentsOf(call.context, variables).delete(row.id)
  return emptyReply(204)
}
