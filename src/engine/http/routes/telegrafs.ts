import { parseId } from '../../ids.ts'
import { resourceLabels } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
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
import { registerMemberRoutes } from './members.ts'

const telegrafs: DocumentKind = { kind: 'telegrafs' }

/** /api/v2/telegrafs: configurations for Telegraf, given as TOML unless JSON is asked for. */
export function registerTelegrafRoutes(router: Router): void {
  const routes = router.resource('/api/v2/telegrafs', 'older')
  routes.get('', (call) => {
    const rows = listDocuments(call, telegrafs, orgIdOfQuery(call))
    return call.json(200, { configurations: rows.map((row) => view(call, row)) })
  })
  routes.post('', createTelegraf)
  routes.get('/:id', getTelegraf)
  routes.put('/:id', async (call) => {
    const { orgID: _, ...body } = (await readJson(call.request, shape)) ?? {}
    return call.json(200, view(call, changeDocument(call, telegrafs, { row: telegrafOf(call, 'write'), body })))
  })
  routes.delete('/:id', (call) => {
    documentsOf(call.context, telegrafs).delete(telegrafOf(call, 'write').id)
    return emptyReply(204)
  })
  registerResourceLabelRoutes(routes)
  registerMemberRoutes(routes, 'telegrafs', {
    orgIdOf: (call, id) => documentsOf(call.context, telegrafs).get(id)?.orgId,
  })
}

const shape = goStruct('influxdb.TelegrafConfig', {
  orgID: 'id',
  name: 'string',
  description: 'string',
  config: 'string',
  metadata: 'any',
})

function view(call: Call, row: DocumentRow) {
  const self = `/api/v2/telegrafs/${row.id}`
  const { name, description, config, metadata } = row.body
  return {
    id: row.id,
    orgID: row.orgId,
    name,
    description: description ?? '',
    config: config ?? '',
    metadata: metadata ?? { buckets: [] },
    labels: resourceLabels(call.context.state, row.id),
    links: { self, labels: `${self}/labels`, members: `${self}/members`, owners: `${self}/owners` },
  }
}

function telegrafOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = parseId(pathValue(call, 'id'))
  return findDocument(call, telegrafs, { id, action, missing: 'telegraf configuration not found' })
}

function getTelegraf(call: Call): Response {
  const row = telegrafOf(call, 'read')
  if (call.request.headers.get('accept')?.includes('application/json')) return call.json(200, view(call, row))
  const headers = { 'content-type': 'application/toml; charset=utf-8' }
  return new Response(String(row.body.config ?? ''), { headers })
}

async function createTelegraf(call: Call): Promise<Response> {
  const { orgID, ...body } = (await readJson(call.request, shape)) ?? {}
  if (orgID === undefined) throw new ApiError('invalid', 'orgID is required')
  return call.json(201, view(call, createDocument(call, telegrafs, { orgId: orgID, body })))
}
