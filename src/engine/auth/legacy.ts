import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import type { AuthorizationRow, DocumentRow, Permission } from '../state/records.ts'
import { principalOf } from './authenticate.ts'
import { basicCredentialsOf } from './credentials.ts'
import { passwordMatches } from './password.ts'
import type { Principal } from './principal.ts'

/** Kind of the documents that hold 1.x authorizations: a name, permissions and a password hash. */
export const legacyAuthorizationKind = 'legacy-authorizations'

/** A principal of a 1.x path: it always speaks for the organisation of its authorization. */
export interface LegacyPrincipal extends Principal {
  readonly orgId: string
}

interface Credentials {
  readonly name: string
  readonly secret: string
  /** `Token`: the secret is a token of 2.x. Else a name and password of 1.x are tried first. */
  readonly scheme: 'token' | 'password'
}

/** What the row of a 1.x authorization says, as an authorization of 2.x says it; its token is the 1.x user name. */
export function legacyAuthorization(row: DocumentRow): AuthorizationRow {
  return {
    id: row.id,
    orgId: row.orgId,
    userId: String(row.body.userID),
    token: String(row.body.token),
    status: row.body.status === 'inactive' ? 'inactive' : 'active',
    description: String(row.body.description ?? ''),
    permissions: row.body.permissions as Permission[],
    createdNs: row.createdNs,
    updatedNs: row.updatedNs,
  }
}

/** Credentials of `u` and `p`, of `Token …` (which may be `name:token`) or of Basic; Bearer is none here. */
function credentialsOf(request: Request, query: URLSearchParams): Credentials | undefined {
  const [u, p] = [query.get('u'), query.get('p')]
  if (u && p) return { name: u, secret: p, scheme: 'password' }
  const token = /^Token (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (token !== undefined) {
    const colon = token.indexOf(':')
    return { name: token.slice(0, Math.max(colon, 0)), secret: token.slice(colon + 1), scheme: 'token' }
  }
  const basic = basicCredentialsOf(request.headers)
  return basic && { name: basic.name, secret: basic.password, scheme: 'password' }
}

/** Who asks on a 1.x path. Throws `unauthorized`: in one wording for missing credentials, in another for wrong ones. */
export function authenticateLegacy(context: EngineContext, request: Request, query: URLSearchParams): LegacyPrincipal {
  const credentials = credentialsOf(request, query)
  if (!credentials) throw new ApiError('unauthorized', 'unauthorized access')
  const { name, secret, scheme } = credentials
  const legacy = context.state.documents(legacyAuthorizationKind).find((row) => row.body.token === name)
  if (scheme === 'password' && legacy) {
    const hash = legacy.body.passwordHash
    if (passwordMatches(secret, typeof hash === 'string' ? hash : undefined)) {
      return { ...principalOf(context, legacyAuthorization(legacy)), orgId: legacy.orgId }
    }
  } else {
    const found = context.state.findAuthorization(secret)
    if (found) return { ...principalOf(context, found), orgId: found.orgId }
  }
  throw new ApiError('unauthorized', 'Unauthorized')
}
