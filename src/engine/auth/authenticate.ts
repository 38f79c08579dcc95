import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import type { AuthorizationRow } from '../state/records.ts'
import { sessionKeyOf, tokenOf } from './credentials.ts'
import { userPermissions } from './permissions.ts'
import type { Principal } from './principal.ts'

/** The principal that an authorization stands for. Throws `forbidden` when its user is inactive or gone. */
export function principalOf(context: EngineContext, authorization: AuthorizationRow): Principal {
  const user = context.state.users.get(authorization.userId)
  if (user === undefined || user.status === 'inactive') throw new ApiError('forbidden', 'User is inactive')
  return {
    user,
    authorizationId: authorization.id,
    orgId: authorization.orgId,
    active: authorization.status === 'active',
    permissions: authorization.permissions,
  }
}

/** A session that is used lives for five minutes more at least. */
const renewalNs = 300_000_000_000n

function principalOfSession(context: EngineContext, key: string): Principal | undefined {
  const { state, clock } = context
  const session = state.sessions.find((row) => row.key === key)
  const now = clock.nowNs()
  if (session === undefined || session.expiresNs <= now) return undefined
  if (session.expiresNs < now + renewalNs) state.sessions.put({ ...session, expiresNs: now + renewalNs })
  const user = state.users.get(session.userId)
  if (user === undefined || user.status === 'inactive') throw new ApiError('forbidden', 'User is inactive')
  return { user, active: true, permissions: userPermissions(user.id, state.mappings.list()) }
}

/**
 * Who sends this request: a token (Token or Bearer) goes before a session cookie.
 * Throws `unauthorized` for missing and unknown credentials alike.
 */
export function authenticate(context: EngineContext, headers: Headers): Principal {
  const token = tokenOf(headers)
  if (token !== undefined) {
    const found = context.state.findAuthorization(token)
    if (found) return principalOf(context, found)
  } else {
    const key = sessionKeyOf(headers)
    const principal = key === undefined ? undefined : principalOfSession(context, key)
    if (principal) return principal
  }
  throw new ApiError('unauthorized', 'unauthorized access')
}
