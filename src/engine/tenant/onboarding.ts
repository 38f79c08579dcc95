import { operatorPermissions } from '../auth/permissions.ts'
import { generateToken } from '../auth/token.ts'
import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import type { AuthorizationRow, BucketRow, OrgRow, UserRow } from '../state/records.ts'
import { createBucket } from './buckets.ts'
import { createOrganization } from './organizations.ts'
import { createUser, setPassword } from './users.ts'

/** What a first set-up makes. */
export interface Onboarding {
  readonly username: string
  readonly org: string
  readonly bucket: string
  /** Absent or empty: nobody can sign in. */
  readonly password?: string | undefined
  /** Absent or empty: one is made. */
  readonly token?: string | undefined
  /** Undefined or 0n: infinite. */
  readonly retentionSeconds?: bigint | undefined
}

export interface Onboarded {
  readonly user: UserRow
  readonly org: OrgRow
  readonly bucket: BucketRow
  readonly authorization: AuthorizationRow
}

/** True until the first set-up has got as far as its user. */
export function isOnboardingAllowed({ state }: EngineContext): boolean {
  return state.users.list().length === 0
}

/**
 * Sets a fresh server up: user, organisation, bucket and operator token. A password that is refused leaves nothing; a
 * bucket that is refused leaves user and organisation, and set-up closed, as the server does.
 */
export function onboard(context: EngineContext, request: Onboarding): Onboarded {
  if (!isOnboardingAllowed(context)) throw new ApiError('conflict', 'onboarding has already been completed')
  const missing = (['username', 'org', 'bucket'] as const).filter((name) => !request[name])
  if (missing.length > 0) {
    throw new ApiError('unprocessable entity', `onboarding failed: missing required fields [${missing.join(',')}]`)
  }
  return context.together(() => setUp(context, request))
}

function setUp(context: EngineContext, request: Onboarding): Onboarded {
  const user = createOwner(context, request)
  const org = createOrganization(context, { name: request.org, ownerId: user.id })
  const bucket = createBucket(context, {
    orgId: org.id,
    name: request.bucket,
    retentionSeconds: request.retentionSeconds,
  })
  const now = context.clock.nowNs()
  const authorization = context.state.authorizations.put({
    id: context.newId(),
    orgId: org.id,
    userId: user.id,
    token: request.token || generateToken(),
    status: 'active',
    description: `${user.name}'s Token`,
    permissions: operatorPermissions(),
    createdNs: now,
    updatedNs: now,
  })
  return { user, org, bucket, authorization }
}

function createOwner(context: EngineContext, { username, password }: Onboarding): UserRow {
  const user = createUser(context, { name: username })
  if (!password) return user
  try {
    return setPassword(context, user, password)
  } catch (error) {
    context.state.users.delete(user.id)
    throw error
  }
}
