import { authorize, isAuthorized, mayReadBucket } from '../../auth/authorize.ts'
import { parseId } from '../../ids.ts'
import type { OrgRow } from '../../state/records.ts'
import {
  createMapping,
  type DbrpMapping,
  deleteMapping,
  listMappings,
  updateMapping,
  virtualMapping,
} from '../../tenant/dbrps.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'

/** /api/v2/dbrps: which database and retention policy of 1.x is which bucket. */
export function registerDbrpRoutes(router: Router): void {
  const routes = router.resource('/api/v2/dbrps', 'newer')
  routes.get('', listDbrps)
  routes.post('', createDbrp)
  routes.get('/:id', (call) => call.json(200, { content: view(mappingOf(call, 'read')) }))
  routes.patch('/:id', patchDbrp)
  routes.delete('/:id', deleteDbrp)
}

function view(row: DbrpMapping) {
  return {
    id: row.id,
    database: row.database,
    retention_policy: row.retentionPolicy,
    default: row.isDefault,
    virtual: row.isVirtual,
    orgID: row.orgId,
    bucketID: row.bucketId,
  }
}

function named<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError(error.code, `${what}: ${error.message}`)
  }
}

function orgByName(call: Call, name: string): OrgRow {
  const org = call.context.state.orgs.find((row) => row.name === name)
  if (org === undefined) throw new ApiError('not found', `invalid org ${JSON.stringify(name)}: organization not found`)
  return org
}

/** The organisation id of the query; an unknown id is nobody's, and no error. */
function orgIdOf(call: Call): string {
  const orgID = parameter(call, 'orgID')
  if (orgID !== undefined) return named(`invalid org ID ${JSON.stringify(orgID)}`, () => parseId(orgID))
  const org = parameter(call, 'org')
  if (org === undefined) throw new ApiError('invalid', "either 'org' or 'orgID' must be provided")
  return orgByName(call, org).id
}

/** A system bucket's mapping is seen by those who see the bucket. */
function mayRead(call: Call, row: DbrpMapping): boolean {
  const bucket = row.isVirtual ? call.context.state.buckets.get(row.bucketId) : undefined
  if (bucket?.type === 'system' && !mayReadBucket(call.principal, bucket)) return false
  return isAuthorized(call.principal, 'read', 'buckets', { id: row.bucketId, orgId: row.orgId })
}

function listDbrps(call: Call): Response {
  const orgId = orgIdOf(call)
  const idParameter = (name: string, what: string) => {
    const text = parameter(call, name)
    return text && named(`invalid ${what} ID ${JSON.stringify(text)}`, () => parseId(text))
  }
  const id = idParameter('id', 'DBRP')
  const bucketId = idParameter('bucketID', 'bucket')
  const wantsDefault = parameter(call, 'default')
  if (wantsDefault !== undefined && wantsDefault !== 'true' && wantsDefault !== 'false') {
    throw new ApiError('invalid', 'invalid default parameter')
  }
  const database = parameter(call, 'db')
  const policy = parameter(call, 'rp')
  const found = listMappings(call.context, orgId).filter(
    (row) =>
      (id === undefined || row.id === id) &&
      (bucketId === undefined || row.bucketId === bucketId) &&
      (database === undefined || row.database === database) &&
      (policy === undefined || row.retentionPolicy === policy) &&
      (wantsDefault === undefined || row.isDefault === (wantsDefault === 'true')) &&
      mayRead(call, row),
  )
  return call.json(200, { content: found.map(view) })
}

const createShape = goStruct('dbrp.createDBRPRequest', {
  database: 'string',
  retention_policy: 'string',
  default: 'bool',
  org: 'string',
  orgID: 'string',
  bucketID: 'string',
})

async function createDbrp(call: Call): Promise<Response> {
  const body = (await readJson(call.request, createShape, { prefix: 'invalid json structure: ' })) ?? {}
  if (!body.orgID && !body.org) throw new ApiError('invalid', "either 'org' or 'orgID' must be provided")
  const orgID = body.orgID
  const orgId = orgID
    ? named(`invalid org ID ${JSON.stringify(orgID)}`, () => parseId(orgID))
    : orgByName(call, body.org ?? '').id
  const bucketText = body.bucketID ?? ''
  const bucketId = named(`invalid bucket ID ${JSON.stringify(bucketText)}`, () => parseId(bucketText))
  if (!body.database) throw new ApiError('invalid', 'database must be provided')
  if (!body.retention_policy) throw new ApiError('invalid', 'retention policy must be provided')
  authorize(call.principal, 'write', 'buckets', { id: bucketId, orgId })
  const row = createMapping(call.context, {
    orgId,
    bucketId,
    database: body.database,
    retentionPolicy: body.retention_policy,
    isDefault: body.default ?? false,
  })
  return call.json(201, view(row))
}

function mappingOf(call: Call, action: 'read' | 'write'): DbrpMapping {
  const id = parseId(pathValue(call, 'id'))
  const orgId = orgIdOf(call)
  const made = call.context.state.dbrps.get(id)
  const bucket = call.context.state.buckets.get(id)
  const row = made ? { ...made, isVirtual: false } : bucket && virtualMapping(bucket)
  if (row === undefined || row.orgId !== orgId) throw new ApiError('not found', 'unable to find DBRP')
  authorize(call.principal, action, 'buckets', { id: row.bucketId, orgId })
  return row
}

const patchShape = goStruct('dbrp.dbrpUpdate', { default: 'bool', retention_policy: 'string' })

async function patchDbrp(call: Call): Promise<Response> {
  const row = mappingOf(call, 'write')
  const change = (await readJson(call.request, patchShape)) ?? {}
  if (row.isVirtual) return call.json(200, { content: view(row) })
  const { isVirtual: _, ...stored } = row
  const updated = updateMapping(call.context, stored, {
    retentionPolicy: change.retention_policy,
    isDefault: change.default,
  })
  return call.json(200, { content: view(updated) })
}

function deleteDbrp(call: Call): Response {
  const row = mappingOf(call, 'write')
  if (!row.isVirtual) deleteMapping(call.context, row)
  return emptyReply(204)
}
