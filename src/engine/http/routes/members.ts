import { authorize, isAuthorized } from '../../auth/authorize.ts'
import type { ResourceType } from '../../auth/resource-types.ts'
import { parseId } from '../../ids.ts'
import type { MappingRow, UserRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { ResourceRoutes } from '../router.ts'

/** Members and owners of one type of resource, below `/:id/members` and `/:id/owners` of its routes. */
export function registerMemberRoutes(
  routes: ResourceRoutes,
  type: ResourceType,
  options: {
    /** The resource's organisation; undefined: no such resource. */
    readonly orgIdOf: (call: Call, id: string) => string | undefined
  },
): void {
  for (const role of ['member', 'owner'] as const) {
    const members: Members = { type, role, orgIdOf: options.orgIdOf }
    routes.get(`/:id/${role}s`, (call) => listMembers(call, members))
    routes.post(`/:id/${role}s`, (call) => addMember(call, members))
    routes.delete(`/:id/${role}s/:user`, (call) => removeMember(call, members))
  }
}

interface Members {
  readonly type: ResourceType
  readonly role: MappingRow['role']
  readonly orgIdOf: (call: Call, id: string) => string | undefined
}

function resourceIdOf(call: Call, { type }: Members): string {
  try {
    return parseId(pathValue(call, 'id'))
  } catch (error) {
    if (!(error instanceof ApiError) || type !== 'orgs') throw error
    throw new ApiError('invalid', `corrupt ID provided: ${error.message}`)
  }
}

function authorizeResource(call: Call, action: 'read' | 'write', resource: Members & { id: string }): void {
  const orgId = resource.orgIdOf(call, resource.id)
  // Organisations are looked up before anything else, as far as the asker may see them; other resources may be gone.
  if (
    resource.type === 'orgs' &&
    (orgId === undefined || !isAuthorized(call.principal, 'read', 'orgs', { id: orgId }))
  ) {
    throw new ApiError('not found', '404 page not found')
  }
  authorize(call.principal, action, resource.type, {
    id: resource.id,
    orgId: resource.type === 'orgs' ? undefined : orgId,
  })
}

const view = (user: UserRow, role: string) => ({
  role,
  links: { self: `/api/v2/users/${user.id}` },
  id: user.id,
  name: user.name,
  status: user.status,
})

function listMembers(call: Call, members: Members): Response {
  const id = resourceIdOf(call, members)
  authorizeResource(call, 'read', { ...members, id })
  const { mappings, users } = call.context.state
  const found = mappings
    .filter((row) => row.resourceId === id && row.resourceType === members.type && row.role === members.role)
    .flatMap((row) => users.get(row.userId) ?? [])
  const self = `/api/v2/${members.type}/${id}/${members.role}s`
  return call.json(200, { links: { self }, users: found.map((user) => view(user, members.role)) })
}

const memberShape = goStruct('influxdb.User', { id: 'id', name: 'string' })

async function addMember(call: Call, members: Members): Promise<Response> {
  const id = resourceIdOf(call, members)
  authorizeResource(call, 'write', { ...members, id })
  const { mappings, users } = call.context.state
  const body = (await readJson(call.request, memberShape, { prefix: '', code: 'internal error' })) ?? {}
  if (body.id === undefined) throw new ApiError('invalid', 'user id missing or invalid')
  const user = users.get(body.id)
  if (user === undefined) throw new ApiError('not found', 'user not found')
  const mappingId = `${id}/${user.id}`
  if (mappings.get(mappingId)) {
    const why = `mapping for user ${user.id} already exists`
    throw new ApiError('internal error', `Unexpected error when assigning user to a resource: ${why}`)
  }
  const { type: resourceType, role } = members
  mappings.put({ id: mappingId, userId: user.id, resourceType, resourceId: id, role })
  return call.json(201, view(user, role))
}

function removeMember(call: Call, members: Members): Response {
  const id = resourceIdOf(call, members)
  const userId = parseId(pathValue(call, 'user'))
  authorizeResource(call, 'write', { ...members, id })
  if (!call.context.state.mappings.delete(`${id}/${userId}`)) {
    throw new ApiError('not found', 'user to resource mapping not found')
  }
  return emptyReply(204)
}
