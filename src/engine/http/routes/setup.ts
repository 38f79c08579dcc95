import { hashToken } from '../../auth/token.ts'
import type { EngineContext } from '../../context.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import type { AuthorizationRow } from '../../state/records.ts'
import { isOnboardingAllowed, onboard } from '../../tenant/onboarding.ts'
import { readJson } from '../body.ts'
import type { AnonymousCall } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import type { Router } from '../router.ts'
import { viewBucket, viewOrganization, viewUser } from '../views.ts'

const onboardingRequest = goStruct('influxdb.OnboardingRequest', {
  username: 'string',
  password: 'string',
  org: 'string',
  bucket: 'string',
  retentionPeriodSeconds: 'int64',
  retentionPeriodHrs: 'int64',
  token: 'string',
})

function viewAuthorization({ flags }: EngineContext, row: AuthorizationRow): unknown {
  return {
    id: row.id,
    token: row.token,
    ...(flags.useHashedTokens ? { hashedToken: hashToken(row.token) } : {}),
    status: row.status,
    description: row.description,
    orgID: row.orgId,
    userID: row.userId,
    permissions: row.permissions,
    createdAt: formatRfc3339(row.createdNs),
    updatedAt: formatRfc3339(row.updatedNs),
    links: { self: `/api/v2/authorizations/${row.id}`, user: `/api/v2/users/${row.userId}` },
  }
}

/** retentionPeriodHrs is old, and was nanoseconds all along; a negative period means infinite. */
function retentionSeconds(body: { retentionPeriodSeconds?: bigint; retentionPeriodHrs?: bigint }): bigint {
  const given = body.retentionPeriodSeconds ?? 0n
  if (given > 0n) return given
  const old = body.retentionPeriodHrs ?? 0n
  return old > 0n ? old / 1_000_000_000n || 1n : 0n
}

async function postSetup(call: AnonymousCall): Promise<Response> {
  const { context, request } = call
  const body = (await readJson(request, onboardingRequest, { prefix: '', code: 'internal error' })) ?? {}
  const { user, bucket, org, authorization } = onboard(context, {
    username: body.username ?? '',
    org: body.org ?? '',
    bucket: body.bucket ?? '',
    password: body.password,
    token: body.token,
    retentionSeconds: retentionSeconds(body),
  })
  return call.json(201, {
    user: viewUser(user),
    bucket: viewBucket(context, bucket),
    org: viewOrganization(org),
    auth: viewAuthorization(context, authorization),
  })
}

/** First set-up. */
export function registerSetupRoutes(router: Router): void {
  const routes = router.resource('/api/v2/setup', 'newer')
  routes.anonymous('GET', '', (call) => call.json(200, { allowed: isOnboardingAllowed(call.context) }))
  routes.anonymous('POST', '', postSetup)
}
