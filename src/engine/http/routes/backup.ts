import { authorize } from '../../auth/authorize.ts'
import { createBucket } from '../../tenant/buckets.ts'
import { isAtLeast } from '../../version.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goArray, goStruct } from '../json/go-shape.ts'
import type { Router } from '../router.ts'

/**
 * /api/v2/backup and /api/v2/restore, as far as their refusals and the metadata of a bucket go: the engine has no
 * shard files, and says 501 where a server would send or take them.
 */
export function registerBackupRoutes(router: Router): void {
  const backup = router.resource('/api/v2/backup', 'older')
  backup.get('/metadata', (call) => {
    checkCompression(call)
    authorizeOperator(call)
    throw absent('a backup of metadata')
  })
  backup.get('/kv', (call) => {
    authorizeOperator(call)
    throw absent('a backup of metadata')
  })
  backup.get('/shards/:shard', backupShard)
}

/** See registerBackupRoutes. */
export function registerRestoreRoutes(router: Router): void {
  const restore = router.resource('/api/v2/restore', 'older')
  restore.post('/kv', restoreFile)
  restore.post('/sql', restoreFile)
  restore.post('/bucketMetadata', restoreBucket)
  restore.post('/shards/:shard', restoreFile)
}

/** What an error that the server words for its log only looks like to a client. */
const hidden = () => new ApiError('internal error', 'An internal error has occurred - check server logs')
const absent = (what: string) =>
  new ApiError('not implemented', `the embedded engine has no files: ${what} needs a real server`)

const levels = ['default', 'full', 'speedy', 'none']

function checkCompression(call: Call): void {
  const level = call.request.headers.get('gzip-compression-level')
  if (level === null || !isAtLeast(call.context.version, '2.9.1') || levels.includes(level)) return
  const valid = `valid values: [${levels.join(', ')}]`
  throw new ApiError('invalid', `unknown compression level: ${JSON.stringify(level)}, ${valid}`)
}

/** Backups and restores need every right of an operator; the first one missing is named. */
function authorizeOperator(call: Call): void {
  authorize(call.principal, 'read', 'authorizations')
}

function shardOf(call: Call): number {
  const text = pathValue(call, 'shard')
  if (!/^\d+$/.test(text)) throw hidden()
  return Number(text)
}

function backupShard(call: Call): Response {
  checkCompression(call)
  authorizeOperator(call)
  const shard = shardOf(call)
  const since = call.query.get('since')
  if (since && Number.isNaN(Date.parse(since))) throw hidden()
  const { state, storage } = call.context
  const exists = state.buckets.list().some(({ id }) => storage.shardGroups(id).some((group) => group.id === shard))
  if (!exists) throw new ApiError('not found', `shard ${shard} not found`)
  throw absent('a backup of shards')
}

function restoreFile(call: Call): Response {
  authorizeOperator(call)
  throw hidden()
}

const bucketShape = goStruct('influxdb.BucketMetadataManifest', {
  organizationID: 'id',
  organizationName: 'string',
  bucketID: 'id',
  bucketName: 'string',
  description: 'string',
  retentionPolicies: goArray(
    '[]influxdb.RetentionPolicyManifest',
    goStruct('influxdb.RetentionPolicyManifest', {
      name: 'string',
      duration: 'int64',
      shardGroupDuration: 'int64',
      shardGroups: goArray('[]influxdb.ShardGroupManifest', 'any'),
    }),
  ),
})

const nsPerSecond = 1_000_000_000n

async function restoreBucket(call: Call): Promise<Response> {
  const manifest = (await readJson(call.request, bucketShape)) ?? {}
  const org = call.context.state.orgs.get(manifest.organizationID ?? '')
  if (org === undefined) throw new ApiError('not found', 'organization not found')
  authorize(call.principal, 'write', 'buckets', { orgId: org.id })
  const [policy] = manifest.retentionPolicies ?? []
  if ((policy?.shardGroups ?? []).length > 0) throw absent('a restore of shards')
  const bucket = createBucket(call.context, {
    orgId: org.id,
    name: manifest.bucketName ?? '',
    description: manifest.description,
    retentionSeconds: (policy?.duration ?? 0n) / nsPerSecond,
    shardGroupSeconds: (policy?.shardGroupDuration ?? 0n) / nsPerSecond,
  })
  return call.json(201, { id: bucket.id, name: bucket.name, shardMappings: [] })
}
