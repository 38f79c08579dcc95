import { describePermission } from '../../auth/permissions.ts'
import { isResourceType } from '../../auth/resource-types.ts'
import type { AuthorizationRow, Permission } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { type Decoded, goArray, goNamed, goStruct } from '../json/go-shape.ts'

/** `active` or `inactive`, checked after decoding. */
export const statusShape = goNamed('influxdb.Status')

/** The body of a new authorization; names of resources in it mean nothing. */
export const authorizationRequest = goStruct('authorization.postAuthorizationRequest', {
  status: statusShape,
  orgID: 'id',
  userID: 'id',
  description: 'string',
  token: 'string',
  permissions: goArray(
    '[]influxdb.Permission',
    goStruct('influxdb.Permission', {
      action: goNamed('influxdb.Action'),
      resource: goStruct('influxdb.Resource', { type: goNamed('influxdb.ResourceType'), id: 'id', orgID: 'id' }),
    }),
  ),
})

/** A request that is fit to be judged by permissions. */
export type AuthorizationBody = Pick<AuthorizationRow, 'orgId' | 'status' | 'description' | 'permissions'> & {
  readonly userId?: string
  readonly token?: string
}

/** Throws `invalid` unless the status is one. */
export function checkStatus(status: string): 'active' | 'inactive' {
  if (status === 'active' || status === 'inactive') return status
  throw new ApiError('invalid', 'invalid status: must be active or inactive')
}

type RawPermission = NonNullable<Decoded<typeof authorizationRequest>['permissions']>[number]

function checkPermission(raw: RawPermission): Permission {
  const { type, id, orgID } = raw.resource ?? {}
  if (type === undefined || !isResourceType(type)) {
    throw new ApiError('invalid', 'invalid resource type for permission: unknown resource type for permission')
  }
  if (raw.action !== 'read' && raw.action !== 'write') {
    throw new ApiError('invalid', 'invalid action type for permission: unknown action for permission')
  }
  return {
    action: raw.action,
    resource: { type, ...(id === undefined ? {} : { id }), ...(orgID === undefined ? {} : { orgID }) },
  }
}

/** Judges what a request says by itself, in the server's order: permissions, organisation, status. Throws `invalid`. */
export function checkedAuthorization(body: Decoded<typeof authorizationRequest>): AuthorizationBody {
  const { orgID, userID, description = '', status = '' } = body
  if (!body.permissions?.length) throw new ApiError('invalid', 'authorization must include permissions')
  const permissions = body.permissions.map((one) => checkPermission(one ?? {}))
  if (orgID === undefined) throw new ApiError('invalid', 'org id required: invalid ID')
  for (const permission of permissions) {
    const other = permission.resource.orgID
    if (other !== undefined && other !== orgID) {
      throw new ApiError('invalid', `permission ${describePermission(permission)} is not for org id ${orgID}`)
    }
  }
  return {
    orgId: orgID,
    ...(userID === undefined ? {} : { userId: userID }),
    description,
    status: status === '' ? 'active' : checkStatus(status),
    permissions,
  }
}
