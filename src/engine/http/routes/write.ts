import type { Precision } from '../../../line-protocol/types.ts'
import { permissionOn, refusal } from '../../auth/authorize.ts'
import type { Principal } from '../../auth/principal.ts'
import { findBucketByIdOrName } from '../../tenant/buckets.ts'
import { resolveOrganization } from '../../tenant/organizations.ts'
import { ApiError } from '../api-error.ts'
import { announcesGzip, gunzip, hasGzipHeader, readBytes } from '../body.ts'
import type { Call } from '../call.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { type WriteTarget, writeLineProtocol } from '../write-points.ts'

const precisions = ['ns', 'us', 'ms', 's'] as const

function precisionOf(query: URLSearchParams): Precision {
  const given = query.get('precision') || 'ns'
  const found = precisions.find((one) => one === given)
  if (!found) throw new ApiError('invalid', 'invalid precision; valid precision units are ns, us, ms, and s')
  return found
}

/**
 * The body of a write as it came, and whether it is compressed. Throws `internal error` for a body that says it is
 * gzip and does not start like it: the server finds out before it looks at organisation and bucket.
 */
export async function readWriteBody(request: Request): Promise<{ bytes: Buffer; compressed: boolean }> {
  const bytes = await readBytes(request)
  const compressed = announcesGzip(request.headers)
  if (compressed && !hasGzipHeader(bytes)) {
    throw new ApiError('internal error', 'An internal error has occurred - check server logs')
  }
  return { bytes, compressed }
}

/** Throws `forbidden` unless the principal may write the bucket. */
export function authorizeWrite(principal: Principal, { orgId, bucketId }: WriteTarget): void {
  const reason = refusal(principal, permissionOn('write', 'buckets', { id: bucketId, orgId }))
  if (reason === undefined) return
  const detail = principal.active ? '' : `: ${reason}`
  throw new ApiError('forbidden', `insufficient permissions for write${detail}`)
}

/** Order of judgement: precision, bucket parameter, gzip header, organisation, bucket, permission, body. */
async function postWrite({ context, request, query, principal }: Call): Promise<Response> {
  const precision = precisionOf(query)
  const bucketText = query.get('bucket')
  if (!bucketText) throw new ApiError('not found', 'bucket not found')
  const { bytes, compressed } = await readWriteBody(request)
  const org = resolveOrganization(context, query)
  const bucket = findBucketByIdOrName(context, org.id, bucketText)
  if (!bucket) throw new ApiError('not found', `bucket "${bucketText}" not found`)
  const target = { orgId: org.id, bucketId: bucket.id }
  authorizeWrite(principal, target)
  writeLineProtocol(context, target, { body: compressed ? gunzip(bytes) : bytes, precision })
  return emptyReply(204)
}

/** Line protocol of 2.x. */
export function registerWriteRoutes(router: Router): void {
  router.resource('/api/v2/write', 'older').post('', postWrite)
}
