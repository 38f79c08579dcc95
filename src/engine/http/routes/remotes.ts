import { isId } from '../../ids.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import type { Router } from '../router.ts'
import {
  createDocument,
  type DocumentKind,
  findDocument,
  listDocuments,
  registerDocumentItemRoutes,
} from './documents.ts'

const remotes: DocumentKind = { kind: 'remotes' }

/** /api/v2/remotes: kept; the engine connects to none. */
export function registerRemoteRoutes(router: Router): void {
  const routes = router.resource('/api/v2/remotes', 'newer')
  routes.get('', (call) => {
    const rows = listDocuments(call, remotes, requiredOrgId(call)).map(view)
    return call.json(200, { remotes: rows.length === 0 ? null : rows })
  })
  routes.post('', createRemote)
  registerDocumentItemRoutes(routes, remotes, {
    find: remoteOf,
    view: (_, row) => view(row),
    readChange: async (call) => {
      const { orgID: _, ...body } = (await readJson(call.request, shape)) ?? {}
      return body
    },
  })
}

const shape = goStruct('influxdb.CreateRemoteConnectionRequest', {
  orgID: 'id',
  name: 'string',
  description: 'string',
  remoteURL: 'string',
  remoteAPIToken: 'string',
  remoteOrgID: 'id',
  allowInsecureTLS: 'bool',
})

/** The organisation of a list of remotes or replications, which must be named by its id. */
export function requiredOrgId(call: Call): string {
  const orgID = parameter(call, 'orgID') ?? ''
  if (!isId(orgID)) throw new ApiError('invalid', 'invalid or missing org ID')
  return orgID.toLowerCase()
}

function view(row: DocumentRow) {
  const { name, description, remoteURL, remoteOrgID, allowInsecureTLS } = row.body
  return {
    id: row.id,
    orgID: row.orgId,
    name,
    ...(description ? { description } : {}),
    remoteURL,
    ...(remoteOrgID ? { remoteOrgID } : {}),
    allowInsecureTLS: allowInsecureTLS ?? false,
  }
}

function remoteOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = pathValue(call, 'id')
  if (!isId(id)) throw new ApiError('invalid', 'remote-connection ID is invalid')
  return findDocument(call, remotes, { id: id.toLowerCase(), action, missing: 'remote connection not found' })
}

async function createRemote(call: Call): Promise<Response> {
  const { orgID, remoteAPIToken: _secret, ...body } = (await readJson(call.request, shape)) ?? {}
  if (orgID === undefined) throw new ApiError('invalid', 'invalid org id for permission: invalid ID')
  return call.json(201, view(createDocument(call, remotes, { orgId: orgID, body })))
}
