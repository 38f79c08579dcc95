import { authorize, isAuthorized } from '../../auth/authorize.ts'
import { userPermissions } from '../../auth/permissions.ts'
import { parseId } from '../../ids.ts'
import type { UserRow } from '../../state/records.ts'
import { createUser, deleteUser, updateUser, userById, userByName } from '../../tenant/users.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goNamed, goStruct } from '../json/go-shape.ts'
import { cutPage, pageOf } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { viewUser } from '../views.ts'
import { changeOwnPassword, postPassword } from './password.ts'

const status = goNamed('influxdb.Status')
const userRequest = goStruct('influxdb.User', { name: 'string', status })
const userUpdate = goStruct('influxdb.UserUpdate', { name: 'string', status })
/** The user handler of the server does not call bad JSON invalid. */
const refusal = { prefix: '', code: 'internal error' } as const

function findUsers(call: Call): UserRow[] {
  const { context, query } = call
  const page = pageOf(query)
  const id = parameter(call, 'id')
  if (id) return [userById(context, parseId(id))]
  const name = parameter(call, 'name')
  if (name) return [userByName(context, name)]
  return cutPage(context.state.users.list(), page)
}

function listUsers(call: Call): Response {
  const users = findUsers(call).filter((user) => isAuthorized(call.principal, 'read', 'users', { id: user.id }))
  return call.json(200, { links: { self: '/api/v2/users' }, users: users.map(viewUser) })
}

async function postUser(call: Call): Promise<Response> {
  const body = (await readJson(call.request, userRequest, refusal)) ?? {}
  authorize(call.principal, 'write', 'users')
  const user = createUser(call.context, { name: body.name ?? '', ...(body.status ? { status: body.status } : {}) })
  return call.json(201, viewUser(user))
}

function getUser(call: Call): Response {
  const id = parseId(pathValue(call, 'id'))
  authorize(call.principal, 'read', 'users', { id })
  return call.json(200, viewUser(userById(call.context, id)))
}

async function patchUser(call: Call): Promise<Response> {
  const id = parseId(pathValue(call, 'id'))
  const body = (await readJson(call.request, userUpdate, refusal)) ?? {}
  if (body.status !== undefined && body.status !== 'active' && body.status !== 'inactive') {
    throw new ApiError('invalid', 'invalid status: must be active or inactive')
  }
  authorize(call.principal, 'write', 'users', { id })
  return call.json(200, viewUser(updateUser(call.context, userById(call.context, id), body)))
}

function removeUser(call: Call): Response {
  const id = parseId(pathValue(call, 'id'))
  authorize(call.principal, 'write', 'users', { id })
  deleteUser(call.context, userById(call.context, id))
  return emptyReply(204)
}

/** Of an unknown user too, as the server answers it. */
function getPermissions(call: Call): Response {
  const id = parseId(pathValue(call, 'id'))
  authorize(call.principal, 'read', 'users', { id })
  return call.json(200, userPermissions(id, call.context.state.mappings.list()))
}

/** Users of the whole server. */
export function registerUserRoutes(router: Router): void {
  const routes = router.resource('/api/v2/users', 'newer')
  routes.get('', listUsers)
  routes.post('', postUser)
  routes.get('/:id', getUser)
  routes.patch('/:id', patchUser)
  routes.delete('/:id', removeUser)
  routes.get('/:id/permissions', getPermissions)
  routes.post('/:id/password', postPassword)
  routes.put('/:id/password', changeOwnPassword)
}
