import type { PermissionRecord } from '../client/records.ts'
import type { Permission } from '../contract/model.ts'

/** A right as one line, alike for a declared and a found one: `read buckets/0123…`, `write tasks`. */
export type PermissionLine = string

/**
 * Declared rights as the API takes them: a bucket by its id, `orgs` by the organization's id, other types for the whole organization.
 * @throws RangeError for a bucket that `bucketIds` (by name) does not hold.
 */
export function permissionRecords(
  permissions: readonly Permission[],
  { orgId, bucketIds }: { readonly orgId: string; readonly bucketIds: ReadonlyMap<string, string> },
): PermissionRecord[] {
  return permissions.map((permission): PermissionRecord => {
    const { action } = permission
    if (permission.resource === 'orgs') return { action, resource: { type: 'orgs', id: orgId } }
    if (permission.resource !== 'buckets') return { action, resource: { type: permission.resource, orgID: orgId } }
    const id = bucketIds.get(permission.bucket.name)
    if (id === undefined) throw new RangeError(`no id of bucket ${permission.bucket.name}`)
    return { action, resource: { type: 'buckets', id, orgID: orgId } }
  })
}

/** Declared rights as lines; a bucket by its name. */
export function declaredLines(permissions: readonly Permission[]): Set<PermissionLine> {
  return new Set(
    permissions.map(({ action, ...rest }) =>
      rest.resource === 'buckets' ? `${action} bucket ${rest.bucket.name}` : `${action} ${rest.resource}`,
    ),
  )
}

/** Rights of a token on the server as lines; a bucket by its name where `bucketNames` (by id) knows it. */
export function foundLines(
  records: readonly PermissionRecord[],
  { orgId, bucketNames }: { readonly orgId: string; readonly bucketNames: ReadonlyMap<string, string> },
): Set<PermissionLine> {
  return new Set(
    records.map(({ action, resource }) => {
      const { type, id, orgID } = resource
      if (type === 'buckets' && id !== undefined) return `${action} bucket ${bucketNames.get(id) ?? id}`
      const here = orgID === orgId || (type === 'orgs' && id === orgId)
      if (here && (id === undefined || type === 'orgs'))
        return type === 'buckets' ? `${action} every bucket` : `${action} ${type}`
      if (id !== undefined) return `${action} ${type} ${id}`
      return orgID === undefined
        ? `${action} ${type} of every organization`
        : `${action} ${type} of another organization`
    }),
  )
}
