import { authorize, isAuthorized, refusal } from '../../auth/authorize.ts'
import type { Principal } from '../../auth/principal.ts'
import { generateToken } from '../../auth/token.ts'
import type { EngineContext } from '../../context.ts'
import { parseId } from '../../ids.ts'
import type { AuthorizationRow, Permission } from '../../state/records.ts'
import { organizationByName } from '../../tenant/organizations.ts'
import { userByName } from '../../tenant/users.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { cutPage, pageOf } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import {
  type AuthorizationBody,
  authorizationRequest,
  checkedAuthorization,
  checkStatus,
  statusShape,
} from './authorization-request.ts'
import { viewAuthorization } from './authorization-view.ts'

const authorizationUpdate = goStruct('influxdb.AuthorizationUpdate', { status: statusShape, description: 'string' })
const refusalOfJson = { prefix: 'invalid json structure: ' } as const

function authorizeOn(principal: Principal, action: 'read' | 'write', row: AuthorizationRow): void {
  authorize(principal, action, 'authorizations', { id: row.id, orgId: row.orgId })
  authorize(principal, action, 'users', { id: row.userId })
}

function isReadable(principal: Principal, row: AuthorizationRow): boolean {
  return (
    isAuthorized(principal, 'read', 'authorizations', { id: row.id, orgId: row.orgId }) &&
    isAuthorized(principal, 'read', 'users', { id: row.userId })
  )
}

function authorizationById(context: EngineContext, id: string): AuthorizationRow {
  const found = context.state.authorizations.get(id)
  if (!found) throw new ApiError('not found', 'authorization not found')
  return found
}

function listAuthorizations(call: Call): Response {
  const { context, principal } = call
  const page = pageOf(call.query)
  const userID = parameter(call, 'userID')
  const userName = parameter(call, 'user')
  const orgID = parameter(call, 'orgID')
  const orgName = parameter(call, 'org')
  const userId = userID ? parseId(userID) : userName && userByName(context, userName).id
  const orgId = orgID ? parseId(orgID) : orgName && organizationByName(context, orgName).id
  const rows = context.state.authorizations.filter(
    (row) => (!userId || row.userId === userId) && (!orgId || row.orgId === orgId),
  )
  const shown = cutPage(rows, page)
    .filter((row) => isReadable(principal, row))
    .filter((row) => context.state.orgs.get(row.orgId) && context.state.users.get(row.userId))
  return call.json(200, {
    links: { self: '/api/v2/authorizations' },
    authorizations: shown.map((row) => viewAuthorization(context, row, { token: 'stored' })),
  })
}

/** A token can give no more than it has. */
function checkEscalation(principal: Principal, permissions: readonly Permission[]): void {
  for (const permission of permissions) {
    const reason = refusal(principal, permission)
    if (reason === undefined) continue
    const { action, resource } = permission
    const wanted = reason.replace(/ is unauthorized$/, '')
    throw new ApiError(
      'forbidden',
      `permission ${reason.endsWith('unauthorized') ? wanted : `${action}:${resource.type}`} is not allowed: ${reason}`,
    )
  }
}

function createAuthorization(call: Call, body: AuthorizationBody): AuthorizationRow {
  const { context, principal } = call
  const userId = body.userId ?? principal.user.id
  authorize(principal, 'write', 'authorizations', { orgId: body.orgId })
  authorize(principal, 'write', 'users', { id: userId })
  checkEscalation(principal, body.permissions)
  if (!context.state.orgs.get(body.orgId) || !context.state.users.get(userId)) {
    throw new ApiError('invalid', 'unable to create token')
  }
  const now = context.clock.nowNs()
  return context.state.authorizations.put({
    id: context.newId(),
    token: generateToken(),
    ...body,
    userId,
    createdNs: now,
    updatedNs: now,
  })
}

async function postAuthorization(call: Call): Promise<Response> {
  const body = checkedAuthorization((await readJson(call.request, authorizationRequest, refusalOfJson)) ?? {})
  const row = createAuthorization(call, body)
  return call.json(201, viewAuthorization(call.context, row, { token: 'shown' }))
}

function getAuthorization(call: Call): Response {
  const row = authorizationById(call.context, parseId(pathValue(call, 'id')))
  authorizeOn(call.principal, 'read', row)
  return call.json(200, viewAuthorization(call.context, row, { token: 'stored' }))
}

async function patchAuthorization(call: Call): Promise<Response> {
  const id = parseId(pathValue(call, 'id'))
  const body = (await readJson(call.request, authorizationUpdate, refusalOfJson)) ?? {}
  const row = authorizationById(call.context, id)
  authorizeOn(call.principal, 'write', row)
  const status = body.status === undefined ? row.status : checkStatus(body.status)
  const updated = call.context.state.authorizations.put({
    ...row,
    status,
    description: body.description ?? row.description,
    updatedNs: call.context.clock.nowNs(),
  })
  return call.json(200, viewAuthorization(call.context, updated, { token: 'stored' }))
}

function removeAuthorization(call: Call): Response {
  const row = authorizationById(call.context, parseId(pathValue(call, 'id')))
  authorizeOn(call.principal, 'write', row)
  call.context.state.authorizations.delete(row.id)
  return emptyReply(204)
}

/** API tokens and their permissions. */
export function registerAuthorizationRoutes(router: Router): void {
  const routes = router.resource('/api/v2/authorizations', 'newer')
  routes.get('', listAuthorizations)
  routes.post('', postAuthorization)
  routes.get('/:id', getAuthorization)
  routes.patch('/:id', patchAuthorization)
  routes.delete('/:id', removeAuthorization)
}
