import { authorize, isAuthorized } from '../../auth/authorize.ts'
import { parseId } from '../../ids.ts'
import type { OrgRow } from '../../state/records.ts'
import {
  createOrganization,
  deleteOrganization,
  organizationById,
  organizationByName,
  updateOrganization,
} from '../../tenant/organizations.ts'
import { isAtLeast } from '../../version.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { cutPage, pageOf } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { viewOrganization } from '../views.ts'
import { registerMemberRoutes } from './members.ts'
import { registerSecretRoutes } from './secrets.ts'

const orgRequest = goStruct('influxdb.Organization', { id: 'id', name: 'string', description: 'string' })
const orgUpdate = goStruct('influxdb.OrganizationUpdate', { name: 'string', description: 'string' })

function findOrganizations(call: Call): OrgRow[] {
  const { context, query } = call
  const page = pageOf(query)
  const name = parameter(call, 'org')
  const id = parameter(call, 'orgID')
  const userId = parameter(call, 'userID')
  if (id) return [organizationById(context, parseId(id))]
  if (name) return [organizationByName(context, name)]
  if (!userId) return cutPage(context.state.orgs.list(), page)
  const user = parseId(userId)
  const { orgs, mappings } = context.state
  return cutPage(
    mappings
      .filter((row) => row.userId === user && row.resourceType === 'orgs')
      .flatMap((row) => orgs.get(row.resourceId) ?? []),
    page,
  )
}

function listOrganizations(call: Call): Response {
  const orgs = findOrganizations(call).filter((org) => isAuthorized(call.principal, 'read', 'orgs', { id: org.id }))
  return call.json(200, { links: { self: '/api/v2/orgs' }, orgs: orgs.map(viewOrganization) })
}

async function postOrganization(call: Call): Promise<Response> {
  const body = (await readJson(call.request, orgRequest)) ?? {}
  authorize(call.principal, 'write', 'orgs')
  const org = createOrganization(call.context, {
    name: body.name ?? '',
    ...(body.description ? { description: body.description } : {}),
    ownerId: call.principal.user.id,
  })
  return call.json(201, viewOrganization(org))
}

function getOrganization(call: Call): Response {
  const id = parseId(pathValue(call, 'id'))
  authorize(call.principal, 'read', 'orgs', { id })
  return call.json(200, viewOrganization(organizationById(call.context, id)))
}

async function patchOrganization(call: Call): Promise<Response> {
  const id = parseId(pathValue(call, 'id'))
  const body = (await readJson(call.request, orgUpdate)) ?? {}
  authorize(call.principal, 'write', 'orgs', { id })
  return call.json(200, viewOrganization(updateOrganization(call.context, organizationById(call.context, id), body)))
}

function removeOrganization(call: Call): Response {
  const id = parseId(pathValue(call, 'id'))
  authorize(call.principal, 'write', 'orgs', { id })
  const org = call.context.state.orgs.get(id)
  if (!org) {
    const prefix = isAtLeast(call.context.version, '2.9.1') ? `error deleting organization id: ${id}: ` : ''
    throw new ApiError('not found', `${prefix}organization not found`)
  }
  deleteOrganization(call.context, org)
  return emptyReply(204)
}

/** Organisations. */
export function registerOrgRoutes(router: Router): void {
  const routes = router.resource('/api/v2/orgs', 'newer')
  routes.get('', listOrganizations)
  routes.post('', postOrganization)
  routes.get('/:id', getOrganization)
  routes.patch('/:id', patchOrganization)
  routes.delete('/:id', removeOrganization)
  registerSecretRoutes(routes)
  registerMemberRoutes(routes, 'orgs', { orgIdOf: (call, id) => call.context.state.orgs.get(id)?.id })
}
