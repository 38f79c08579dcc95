import type { Precision } from '../../../line-protocol/types.ts'
import { isAuthorized } from '../../auth/authorize.ts'
import { authenticateLegacy } from '../../auth/legacy.ts'
import { findMapping } from '../../tenant/dbrps.ts'
import { ApiError } from '../api-error.ts'
import { gunzip } from '../body.ts'
import { type AnonymousCall, parameter } from '../call.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { writeLineProtocol } from '../write-points.ts'
import { authorizeWrite, readWriteBody } from './write.ts'

/** 1.x takes any precision; those that it does not know (n, u, m and h among them) are nanoseconds. */
function precisionOf(text: string | undefined): Precision {
  return text === 'us' || text === 'ms' || text === 's' ? text : 'ns'
}

async function postWrite(call: AnonymousCall): Promise<Response> {
  const { context, request, query } = call
  const principal = authenticateLegacy(context, request, query)
  const { orgId } = principal
  const database = parameter(call, 'db')
  if (database === undefined) throw new ApiError('invalid', 'missing db')
  const { bytes, compressed } = await readWriteBody(request)
  const mapping = findMapping(context, orgId, { database, policy: parameter(call, 'rp') })
  const isVisible =
    mapping !== undefined &&
    (['read', 'write'] as const).some((action) =>
      isAuthorized(principal, action, 'buckets', { id: mapping.bucketId, orgId }),
    )
  if (mapping === undefined || !isVisible) throw new ApiError('not found', 'no dbrp mapping found')
  const target = { orgId, bucketId: mapping.bucketId }
  authorizeWrite(principal, target)
  const body = compressed ? gunzip(bytes) : bytes
  writeLineProtocol(context, target, { body, precision: precisionOf(parameter(call, 'precision')) })
  return emptyReply(204)
}

/** Line protocol by the path and credentials of 1.x. */
export function registerLegacyWriteRoutes(router: Router): void {
  router.resource('/write', 'older').anonymous('POST', '', postWrite)
}
