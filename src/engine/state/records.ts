import type { Row } from './table.ts'

/** Times in records are nanoseconds since the epoch. */
export interface OrgRow extends Row {
  readonly name: string
  readonly description?: string
  readonly createdNs: bigint
  readonly updatedNs: bigint
}

export interface UserRow extends Row {
  readonly name: string
  /** `active`, `inactive`, or whatever a creation named: the server does not check it there. */
  readonly status: string
  /** salt:hash of scrypt; absent: no password set. */
  readonly passwordHash?: string
}

export interface BucketRow extends Row {
  readonly orgId: string
  readonly name: string
  readonly type: 'user' | 'system'
  readonly description?: string
  /** The 1.x retention policy that a creation named; it means nothing. */
  readonly rp?: string
  /** 0: infinite. */
  readonly retentionSeconds: number
  readonly shardGroupSeconds: number
  readonly createdNs: bigint
  readonly updatedNs: bigint
}

export interface Permission {
  readonly action: 'read' | 'write'
  readonly resource: { readonly type: string; readonly id?: string; readonly orgID?: string }
}

export interface AuthorizationRow extends Row {
  readonly orgId: string
  readonly userId: string
  readonly token: string
  readonly status: 'active' | 'inactive'
  readonly description: string
  readonly permissions: readonly Permission[]
  readonly createdNs: bigint
  readonly updatedNs: bigint
}

/** Who is a member or owner of what: users of orgs, buckets, tasks, … */
export interface MappingRow extends Row {
  readonly userId: string
  readonly resourceType: string
  readonly resourceId: string
  readonly role: 'owner' | 'member'
}

export interface SessionRow extends Row {
  readonly userId: string
  readonly key: string
  readonly expiresNs: bigint
}

export interface DbrpRow extends Row {
  readonly orgId: string
  readonly bucketId: string
  readonly database: string
  readonly retentionPolicy: string
  readonly isDefault: boolean
}

/** Resources that the engine keeps and gives back but does not interpret: dashboards, labels, variables, checks, … */
export interface DocumentRow extends Row {
  readonly orgId: string
  readonly createdNs: bigint
  readonly updatedNs: bigint
  readonly body: Readonly<Record<string, unknown>>
}

export interface TaskRow extends Row {
  readonly orgId: string
  readonly ownerId: string
  readonly name: string
  readonly status: 'active' | 'inactive'
  readonly flux: string
  readonly description?: string
  readonly every?: string
  readonly cron?: string
  readonly offset?: string
  readonly createdNs: bigint
  readonly updatedNs: bigint
  readonly latestCompletedNs: bigint
  readonly latestScheduledNs: bigint
  readonly lastRunStatus?: string
  readonly lastRunError?: string
}
