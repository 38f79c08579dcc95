/** What the management API answers, as far as this client reads it. Times are RFC 3339. */
export interface OrgRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
}

export interface RetentionRule {
  readonly type: 'expire'
  /** 0: infinite. */
  readonly everySeconds: number
  readonly shardGroupDurationSeconds?: number
}

export interface BucketRecord {
  readonly id: string
  readonly orgID: string
  readonly type: 'user' | 'system'
  readonly name: string
  readonly description?: string
  readonly retentionRules: readonly RetentionRule[]
}

export interface PermissionRecord {
  readonly action: 'read' | 'write'
  readonly resource: {
    readonly type: string
    readonly id?: string
    readonly orgID?: string
    readonly name?: string
    readonly org?: string
  }
}

export interface AuthorizationRecord {
  readonly id: string
  readonly orgID: string
  /** Empty from 2.9, except in the answer to its creation. */
  readonly token?: string
  readonly status: 'active' | 'inactive'
  readonly description: string
  readonly permissions: readonly PermissionRecord[]
}

export interface TaskRecord {
  readonly id: string
  readonly orgID: string
  readonly name: string
  readonly status: 'active' | 'inactive'
  readonly flux: string
  readonly description?: string
  readonly every?: string
  readonly cron?: string
  readonly offset?: string
  readonly createdAt?: string
  readonly updatedAt?: string
  readonly latestCompleted?: string
  readonly lastRunStatus?: string
  readonly lastRunError?: string
}

export interface RunRecord {
  readonly id: string
  readonly taskID: string
  readonly status: string
  readonly scheduledFor: string
  readonly startedAt?: string
  readonly finishedAt?: string
  readonly log?: readonly { readonly message: string }[]
}

export interface DbrpRecord {
  readonly id: string
  readonly database: string
  readonly retention_policy: string
  readonly default: boolean
  /** true: the server's own, one per bucket. */
  readonly virtual?: boolean
  readonly orgID: string
  readonly bucketID: string
}

export interface LabelRecord {
  readonly id: string
  readonly orgID: string
  readonly name: string
  readonly properties?: Readonly<Record<string, string>>
}

export interface UserRecord {
  readonly id: string
  readonly name: string
  readonly status: 'active' | 'inactive'
}
