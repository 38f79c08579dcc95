import { ApiError } from '../http/api-error.ts'
import type { BucketRow, Permission } from '../state/records.ts'
import { describePermission, grants } from './permissions.ts'
import type { Principal } from './principal.ts'
import type { ResourceType } from './resource-types.ts'

/** What a permission is asked on: neither id nor organisation asks for all of a type. */
export interface Scope {
  readonly id?: string | undefined
  readonly orgId?: string | undefined
}

/** The permission to do `action` on resources of `type` within `scope`. */
export function permissionOn(action: 'read' | 'write', type: ResourceType, scope: Scope = {}): Permission {
  const { id, orgId } = scope
  return {
    action,
    resource: { type, ...(id === undefined ? {} : { id }), ...(orgId === undefined ? {} : { orgID: orgId }) },
  }
}

/** Why the principal may not; undefined when it may. */
export function refusal(principal: Principal, wanted: Permission): string | undefined {
  if (!principal.active) return 'token is inactive'
  if (principal.permissions.some((held) => grants(held, wanted))) return undefined
  return `${describePermission(wanted)} is unauthorized`
}

/**
 * Throws `unauthorized` with the server's words unless the principal may do `action` on resources of `type`.
 * Handlers of buckets, orgs, users, … call it after decoding the request and finding the resource.
 */
export function authorize(principal: Principal, action: 'read' | 'write', type: ResourceType, scope: Scope = {}): void {
  const reason = refusal(principal, permissionOn(action, type, scope))
  if (reason !== undefined) throw new ApiError('unauthorized', reason)
}

/** As `authorize`, as a question: what list handlers filter by. */
export function isAuthorized(
  principal: Principal,
  action: 'read' | 'write',
  type: ResourceType,
  scope: Scope = {},
): boolean {
  return refusal(principal, permissionOn(action, type, scope)) === undefined
}

/** May the principal see this bucket? System buckets ask for the organisation, others for the bucket. */
export function mayReadBucket(principal: Principal, bucket: BucketRow): boolean {
  return bucketReadRefusal(principal, bucket) === undefined
}

/** Throws `unauthorized` unless the principal may see this bucket. */
export function authorizeReadBucket(principal: Principal, bucket: BucketRow): void {
  const reason = bucketReadRefusal(principal, bucket)
  if (reason !== undefined) throw new ApiError('unauthorized', reason)
}

function bucketReadRefusal(principal: Principal, bucket: BucketRow): string | undefined {
  const wanted =
    bucket.type === 'system'
      ? permissionOn('read', 'orgs', { id: bucket.orgId })
      : permissionOn('read', 'buckets', { id: bucket.id, orgId: bucket.orgId })
  return refusal(principal, wanted)
}
