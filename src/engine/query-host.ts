import type { Point } from '../line-protocol/types.ts'
import { isAuthorized, mayReadBucket } from './auth/authorize.ts'
import type { Principal } from './auth/principal.ts'
import type { EngineContext } from './context.ts'
import type { FluxHost } from './flux/host.ts'
import { ApiError } from './http/api-error.ts'
import { writePoints } from './http/write-points.ts'
import type { BucketRow, OrgRow } from './state/records.ts'
import { organizationById, organizationByName } from './tenant/organizations.ts'

/** For whom and as of when a query runs. */
export interface QueryScope {
  readonly org: OrgRow
  readonly principal: Principal
  /** `now()`, nanoseconds. */
  readonly nowNs: bigint
  /** Of the task whose run this is. */
  readonly task?: { readonly id: string; readonly lastSuccessNs?: bigint }
}

function isBucketOf(bucket: BucketRow, reference: { name: string } | { id: string }, orgId: string): boolean {
  if ('id' in reference) return bucket.id === reference.id
  return bucket.orgId === orgId && bucket.name === reference.name
}

/** What Flux sees of the engine: buckets that the principal may read, writes that it may make. */
export function createFluxHost(context: EngineContext, scope: QueryScope): FluxHost {
  const { org, principal } = scope
  const { state, storage } = context
  const bucketOf = (reference: { name: string } | { id: string }, orgId: string) =>
    state.buckets.find((row) => isBucketOf(row, reference, orgId))
  const isReadable = (bucket: BucketRow) =>
    isAuthorized(principal, 'read', 'buckets', { id: bucket.id, orgId: bucket.orgId })
  return {
    version: context.version,
    orgId: org.id,
    orgName: org.name,
    nowNs: scope.nowNs,
    findBucket(reference) {
      const found = bucketOf(reference, org.id)
      return found && isReadable(found) ? found : undefined
    },
    listBuckets: () =>
      state.buckets
        .filter((row) => row.orgId === org.id && mayReadBucket(principal, row))
        .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))),
    read: (request) => storage.read(request),
    seriesKeys: (bucketId, range) => storage.seriesKeys(bucketId, range),
    write(reference, target, points: readonly Point[]) {
      const targetOrg = target.id
        ? organizationById(context, target.id)
        : target.name
          ? organizationByName(context, target.name)
          : org
      const bucket = bucketOf(reference, targetOrg.id)
      // A bucket that may not be read is not found either, whatever may be written.
      if (!bucket || !isReadable(bucket)) {
        const name = 'id' in reference ? reference.id : reference.name
        throw new ApiError('not found', `could not find bucket "${name}"`)
      }
      if (!isAuthorized(principal, 'write', 'buckets', { id: bucket.id, orgId: targetOrg.id })) {
        throw new ApiError('forbidden', 'user not authorized to write')
      }
      writePoints(context, { orgId: targetOrg.id, bucketId: bucket.id }, { points, nowNs: context.clock.nowNs() })
    },
    secret(key) {
      const row = state.documents('secrets').find((one) => one.orgId === org.id && one.body.key === key)
      return row === undefined ? undefined : String(row.body.value)
    },
    listDbrps: () => state.dbrps.filter((row) => row.orgId === org.id),
    listTasks: () => state.tasks.filter((row) => row.orgId === org.id),
    ...(scope.task ? { task: scope.task } : {}),
  }
}
