import { authorize } from '../../auth/authorize.ts'
import { legacyAuthorization, legacyAuthorizationKind } from '../../auth/legacy.ts'
import { checkPassword, hashPassword } from '../../auth/password.ts'
import { parseId } from '../../ids.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { authorizationRequest, checkedAuthorization, checkStatus, statusShape } from './authorization-request.ts'
import { viewAuthorization } from './authorization-view.ts'

const passwordRequest = goStruct('authorization.passwordSetRequest', { password: 'string' })
const authorizationUpdate = goStruct('influxdb.AuthorizationUpdate', { status: statusShape, description: 'string' })
const path = '/private/legacy/authorizations'
const refusalOfJson = { prefix: 'invalid json structure: ' } as const

function rowOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = parseId(pathValue(call, 'id'))
  const row = call.context.state.documents(legacyAuthorizationKind).get(id)
  if (!row) throw new ApiError('not found', 'authorization not found')
  authorize(call.principal, action, 'authorizations', { id, orgId: row.orgId })
  return row
}

function view(call: Call, row: DocumentRow): unknown {
  return viewAuthorization(call.context, legacyAuthorization(row), { token: 'shown', path })
}

function listAuthorizations(call: Call): Response {
  const orgID = parameter(call, 'orgID')
  const orgId = orgID === undefined ? undefined : parseId(orgID)
  const rows = call.context.state
    .documents(legacyAuthorizationKind)
    .filter((row) => orgId === undefined || row.orgId === orgId)
  const authorizations = rows.map((row) => view(call, row))
  return call.json(200, { links: { self: path }, authorizations })
}

async function postAuthorization(call: Call): Promise<Response> {
  const { context, principal, request } = call
  const raw = (await readJson(request, authorizationRequest, refusalOfJson)) ?? {}
  const { orgId, userId, status, description, permissions } = checkedAuthorization(raw)
  if (!raw.token) throw new ApiError('invalid', 'token required')
  authorize(principal, 'write', 'authorizations', { orgId })
  const rows = context.state.documents(legacyAuthorizationKind)
  if (rows.find((row) => row.body.token === raw.token)) {
    throw new ApiError('conflict', 'token already exists')
  }
  const now = context.clock.nowNs()
  const row = rows.put({
    id: context.newId(),
    orgId,
    createdNs: now,
    updatedNs: now,
    body: { token: raw.token, userID: userId ?? principal.user.id, status, description, permissions },
  })
  return call.json(201, view(call, row))
}

async function patchAuthorization(call: Call): Promise<Response> {
  const body = (await readJson(call.request, authorizationUpdate, refusalOfJson)) ?? {}
  const row = rowOf(call, 'write')
  const change = {
    ...(body.status === undefined ? {} : { status: checkStatus(body.status) }),
    ...(body.description === undefined ? {} : { description: body.description }),
  }
  const rows = call.context.state.documents(legacyAuthorizationKind)
  const updated = rows.put({ ...row, body: { ...row.body, ...change }, updatedNs: call.context.clock.nowNs() })
  return call.json(200, view(call, updated))
}

async function postPassword(call: Call): Promise<Response> {
  const { password = '' } = (await readJson(call.request, passwordRequest, refusalOfJson)) ?? {}
  const row = rowOf(call, 'write')
  checkPassword(password, { strong: call.context.flags.strongPasswords })
  const body = { ...row.body, passwordHash: hashPassword(password) }
  call.context.state.documents(legacyAuthorizationKind).put({ ...row, body })
  return emptyReply(204)
}

function removeAuthorization(call: Call): Response {
  call.context.state.documents(legacyAuthorizationKind).delete(rowOf(call, 'write').id)
  return emptyReply(204)
}

/** Users of the 1.x paths: a name, a password and permissions (influx v1 auth). */
export function registerLegacyAuthorizationRoutes(router: Router): void {
  const routes = router.resource(path, 'newer')
  routes.get('', listAuthorizations)
  routes.post('', postAuthorization)
  routes.get('/:id', (call) => call.json(200, view(call, rowOf(call, 'read'))))
  routes.patch('/:id', patchAuthorization)
  routes.delete('/:id', removeAuthorization)
  routes.post('/:id/password', postPassword)
}
