import type { EngineContext } from '../../context.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import type { AuthorizationRow, Permission } from '../../state/records.ts'
import { organizationById } from '../../tenant/organizations.ts'
import { userById } from '../../tenant/users.ts'

/** The name of what a permission is on; undefined: gone. Empty: a kind that is shown without name. */
function resourceName({ state }: EngineContext, type: string, id: string): string | undefined {
  if (type === 'buckets') return state.buckets.get(id)?.name
  if (type === 'orgs') return state.orgs.get(id)?.name
  if (type === 'users') return state.users.get(id)?.name
  if (type === 'tasks') return state.tasks.get(id)?.name
  if (type === 'dashboards' || type === 'telegrafs' || type === 'variables') {
    const row = state.documents(type).get(id)
    return row && String(row.body.name ?? '')
  }
  return ''
}

/** A permission with the names of its resource and organisation; a resource that is gone has neither. */
export function viewPermission(context: EngineContext, { action, resource }: Permission): unknown {
  const { type, id, orgID } = resource
  const bare = { type, ...(id === undefined ? {} : { id }), ...(orgID === undefined ? {} : { orgID }) }
  const name = id === undefined ? '' : resourceName(context, type, id)
  const org = orgID === undefined ? undefined : context.state.orgs.get(orgID)?.name
  if (name === undefined) return { action, resource: bare }
  return { action, resource: { ...bare, ...(name === '' ? {} : { name }), ...(org === undefined ? {} : { org }) } }
}

/**
 * An authorization as the API shows it. `shown`: with its token, at creation; `stored`: with the token only where
 * the server still knows it. Throws `not found` when its organisation or user is gone.
 */
export function viewAuthorization(
  context: EngineContext,
  row: AuthorizationRow,
  options: { token: 'shown' | 'stored'; path?: string },
): unknown {
  const org = organizationById(context, row.orgId)
  const user = userById(context, row.userId)
  return {
    id: row.id,
    token: options.token === 'stored' && context.flags.useHashedTokens ? '' : row.token,
    status: row.status,
    description: row.description,
    orgID: row.orgId,
    org: org.name,
    userID: row.userId,
    user: user.name,
    permissions: row.permissions.map((permission) => viewPermission(context, permission)),
    links: { self: `${options.path ?? '/api/v2/authorizations'}/${row.id}`, user: `/api/v2/users/${row.userId}` },
    createdAt: formatRfc3339(row.createdNs),
    updatedAt: formatRfc3339(row.updatedNs),
  }
}
