import type { AuthorizationRecord, PermissionRecord } from '../../client/records.ts'
import type { Permission } from '../../contract/model.ts'
import type { Observation } from '../observation.ts'
import { covers } from '../rights.ts'

/** A declared right with the ids that it has on this server. */
export interface ResolvedRight {
  readonly action: 'read' | 'write'
  readonly type: string
  readonly orgId: string
  readonly id?: string
}

/** Declared rights as the server would store them; those on buckets that do not exist, or are hidden, apart. */
export function resolveRights(
  permissions: readonly Permission[],
  orgId: string,
  { buckets }: Pick<Observation, 'buckets'>,
): { readonly rights: readonly ResolvedRight[]; readonly unresolved: readonly string[] } {
  const rights: ResolvedRight[] = []
  const unresolved: string[] = []
  for (const permission of permissions) {
    if (permission.resource !== 'buckets') rights.push({ action: permission.action, type: permission.resource, orgId })
    else {
      const record = buckets.ok ? buckets.value.readable.get(permission.bucket.name) : undefined
      if (record === undefined) unresolved.push(permission.bucket.name)
      else rights.push({ action: permission.action, type: 'buckets', orgId, id: record.id })
    }
  }
  return { rights, unresolved: [...new Set(unresolved)] }
}

/** True when a permission gives nothing that the declared rights do not. */
export function isWithin(permission: PermissionRecord, rights: readonly ResolvedRight[]): boolean {
  const { action, resource } = permission
  return rights.some((right) => {
    if (right.action !== action || right.type !== resource.type) return false
    if (resource.type === 'orgs')
      return resource.id === right.orgId || (resource.id === undefined && resource.orgID === right.orgId)
    if (resource.orgID !== undefined && resource.orgID !== right.orgId) return false
    if (right.id !== undefined) return resource.id === right.id
    // One of a type lies within the right on all of it; the right on all orgs does not.
    return resource.orgID !== undefined
  })
}

/** True when one of the permissions covers the right. */
export function holds({ permissions }: AuthorizationRecord, right: ResolvedRight): boolean {
  return permissions.some((permission) => covers(permission, right))
}

/** A permission in words: `write buckets raw`. */
export function describePermission({ action, resource }: PermissionRecord): string {
  const name = resource.name ?? resource.id
  const scope = name === undefined ? (resource.orgID === undefined ? ' of every org' : ' of the whole org') : ` ${name}`
  return `${action} ${resource.type}${scope}`
}
