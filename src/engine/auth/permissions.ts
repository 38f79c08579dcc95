import type { MappingRow, Permission } from '../state/records.ts'
import { type ResourceType, resourceTypes } from './resource-types.ts'

const actions = ['read', 'write'] as const

/** `read:orgs/<org>/buckets/<id>`: a permission as error messages name it. */
export function describePermission({ action, resource }: Permission): string {
  const { type, id, orgID } = resource
  if (orgID !== undefined) return `${action}:orgs/${orgID}/${type}${id === undefined ? '' : `/${id}`}`
  return `${action}:${type}${id === undefined ? '' : `/${id}`}`
}

/**
 * True when holding `held` grants `wanted`. A permission on an id matches that id in whatever organisation,
 * as the server does by default (authz.go, matchesV1).
 */
export function grants(held: Permission, wanted: Permission): boolean {
  if (held.action !== wanted.action) return false
  if (held.resource.type === 'instance') return true
  if (held.resource.type !== wanted.resource.type) return false
  const { id, orgID } = held.resource
  if (id === undefined && orgID === undefined) return true
  if (id === undefined) return orgID === wanted.resource.orgID
  return id === wanted.resource.id
}

/** Read and write on everything: what the token of set-up holds. */
export function operatorPermissions(): Permission[] {
  return resourceTypes.flatMap((type) => actions.map((action) => ({ action, resource: { type } })))
}

function ofOrganization(type: ResourceType, orgId: string): Permission['resource'] {
  return type === 'orgs' ? { type, id: orgId } : { type, orgID: orgId }
}

/** What being owner or member of something allows. */
export function mappingPermissions({ resourceType, resourceId, role }: MappingRow): Permission[] {
  const allowed = role === 'owner' ? actions : (['read'] as const)
  if (resourceType !== 'orgs')
    return allowed.map((action) => ({ action, resource: { type: resourceType, id: resourceId } }))
  return resourceTypes.flatMap((type) =>
    allowed.map((action) => ({ action, resource: ofOrganization(type, resourceId) })),
  )
}

/** What a session of a user allows: its mappings, and the user itself. */
export function userPermissions(userId: string, mappings: readonly MappingRow[]): Permission[] {
  return [
    ...mappings.filter((mapping) => mapping.userId === userId).flatMap(mappingPermissions),
    ...actions.map((action) => ({ action, resource: { type: 'users', id: userId } })),
  ]
}
