import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import { isId } from '../ids.ts'
import { dropLabelMappings } from '../state/labels.ts'
import type { BucketRow } from '../state/records.ts'
import { changedBucketRules, newBucketRules, storageRules } from './retention.ts'

/** A bucket to be made. Durations in seconds; undefined: infinite retention, the default shard groups. */
export interface NewBucket {
  readonly orgId: string
  readonly name: string
  readonly description?: string | undefined
  readonly rp?: string | undefined
  readonly retentionSeconds?: bigint | undefined
  readonly shardGroupSeconds?: bigint | undefined
}

function checkName(name: string, type: BucketRow['type']): void {
  if (name.startsWith('_') && type !== 'system') {
    throw new ApiError('invalid', `bucket name ${name} is invalid. Buckets may not start with underscore`)
  }
  if (name.includes('"')) {
    throw new ApiError('invalid', `bucket name ${name} is invalid. Bucket names may not include quotation marks`)
  }
}

function put(context: EngineContext, row: Omit<BucketRow, 'id' | 'createdNs' | 'updatedNs'>): BucketRow {
  const now = context.clock.nowNs()
  const bucket = context.state.buckets.put({ ...row, id: context.newId(), createdNs: now, updatedNs: now })
  context.storage.createBucket(bucket.id, storageRules(bucket))
  return bucket
}

/** Makes a bucket of a user. Throws in the server's order: organisation, name, duplicate, durations. */
export function createBucket(context: EngineContext, bucket: NewBucket): BucketRow {
  if (!context.state.orgs.get(bucket.orgId)) throw new ApiError('not found', 'organization not found')
  checkName(bucket.name, 'user')
  if (findBucketByName(context, bucket.orgId, bucket.name)) {
    throw new ApiError('conflict', `bucket with name ${bucket.name} already exists`)
  }
  return put(context, {
    orgId: bucket.orgId,
    type: 'user',
    name: bucket.name,
    ...(bucket.description ? { description: bucket.description } : {}),
    ...(bucket.rp ? { rp: bucket.rp } : {}),
    ...newBucketRules(bucket.retentionSeconds, bucket.shardGroupSeconds),
  })
}

/** Makes `_tasks` or `_monitoring` of an organisation; their shard groups are a day. */
export function createSystemBucket(
  context: EngineContext,
  orgId: string,
  bucket: { name: string; description: string; retentionSeconds: number },
): BucketRow {
  return put(context, { orgId, type: 'system', ...bucket, shardGroupSeconds: 86_400 })
}

/** A change of a bucket: undefined leaves as it is. */
export interface BucketChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly retentionSeconds?: bigint | undefined
  readonly shardGroupSeconds?: bigint | undefined
}

/** Changes a bucket. Durations are judged before the name. */
export function updateBucket(context: EngineContext, bucket: BucketRow, change: BucketChange): BucketRow {
  const changesRules = change.retentionSeconds !== undefined || change.shardGroupSeconds !== undefined
  const rules = changesRules ? changedBucketRules(bucket, change) : {}
  if (change.name !== undefined && change.name !== bucket.name) {
    if (bucket.type === 'system') throw new ApiError('invalid', 'system buckets cannot be renamed')
    checkName(change.name, bucket.type)
    if (findBucketByName(context, bucket.orgId, change.name)) {
      throw new ApiError('conflict', 'bucket name is not unique')
    }
  }
  const updated = context.state.buckets.put({
    ...bucket,
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.description === undefined ? {} : { description: change.description }),
    ...rules,
    updatedNs: context.clock.nowNs(),
  })
  if (changesRules) context.storage.updateBucket(updated.id, storageRules(updated))
  return updated
}

/** Deletes a bucket of a user with its points. Throws `invalid` for a system bucket. */
export function deleteBucket(context: EngineContext, bucket: BucketRow): void {
  if (bucket.type === 'system') throw new ApiError('invalid', 'system buckets cannot be deleted')
  dropBucket(context, bucket)
}

/** Removes a bucket of whatever type, its points, its mappings and its labels. */
export function dropBucket(context: EngineContext, bucket: BucketRow): void {
  const { state, storage } = context
  storage.dropBucket(bucket.id)
  for (const row of state.mappings.filter((one) => one.resourceId === bucket.id)) state.mappings.delete(row.id)
  dropLabelMappings(state, bucket.id)
  state.buckets.delete(bucket.id)
}

/** The bucket of a name in an organisation. */
export function findBucketByName(context: EngineContext, orgId: string, name: string): BucketRow | undefined {
  return context.state.buckets.find((row) => row.orgId === orgId && row.name === name)
}

/** The bucket that a write names: an id (of whatever organisation) goes first, then a name. */
export function findBucketByIdOrName(context: EngineContext, orgId: string, text: string): BucketRow | undefined {
  const byId = isId(text) ? context.state.buckets.get(text.toLowerCase()) : undefined
  return byId ?? findBucketByName(context, orgId, text)
}
