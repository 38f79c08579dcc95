import type { EngineContext } from '../context.ts'
import { formatRfc3339 } from '../rfc3339.ts'
import { resourceLabels } from '../state/labels.ts'
import type { BucketRow, OrgRow, UserRow } from '../state/records.ts'

/** A bucket as the API shows it. */
export function viewBucket(context: EngineContext, bucket: BucketRow): unknown {
  const self = `/api/v2/buckets/${bucket.id}`
  return {
    id: bucket.id,
    orgID: bucket.orgId,
    type: bucket.type,
    ...(bucket.description ? { description: bucket.description } : {}),
    name: bucket.name,
    ...(bucket.rp ? { rp: bucket.rp } : {}),
    retentionRules: [
      {
        type: 'expire',
        everySeconds: bucket.retentionSeconds,
        shardGroupDurationSeconds: bucket.shardGroupSeconds,
      },
    ],
    createdAt: formatRfc3339(bucket.createdNs),
    updatedAt: formatRfc3339(bucket.updatedNs),
    links: {
      labels: `${self}/labels`,
      members: `${self}/members`,
      org: `/api/v2/orgs/${bucket.orgId}`,
      owners: `${self}/owners`,
      self,
      write: `/api/v2/write?org=${bucket.orgId}&bucket=${bucket.id}`,
    },
    labels: resourceLabels(context.state, bucket.id),
  }
}

/** An organisation as the API shows it; the name stands in its links as it is. */
export function viewOrganization(org: OrgRow): unknown {
  const self = `/api/v2/orgs/${org.id}`
  return {
    links: {
      buckets: `/api/v2/buckets?org=${org.name}`,
      dashboards: `/api/v2/dashboards?org=${org.name}`,
      labels: `${self}/labels`,
      logs: `${self}/logs`,
      members: `${self}/members`,
      owners: `${self}/owners`,
      secrets: `${self}/secrets`,
      self,
      tasks: `/api/v2/tasks?org=${org.name}`,
    },
    id: org.id,
    name: org.name,
    description: org.description ?? '',
    createdAt: formatRfc3339(org.createdNs),
    updatedAt: formatRfc3339(org.updatedNs),
  }
}

/** A user as the API shows it. */
export function viewUser(user: UserRow): { links: { self: string }; id: string; name: string; status: string } {
  return { links: { self: `/api/v2/users/${user.id}` }, id: user.id, name: user.name, status: user.status }
}
