import { isId } from '../../ids.ts'
import type { DocumentRow } from '../../state/records.ts'
import { isAtLeast } from '../../version.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { type Decoded, goStruct } from '../json/go-shape.ts'
import type { Router } from '../router.ts'
import {
  createDocument,
  type DocumentKind,
  findDocument,
  listDocuments,
  registerDocumentItemRoutes,
} from './documents.ts'
import { requiredOrgId } from './remotes.ts'

const replications: DocumentKind = { kind: 'replications' }
/** Bytes: the least and the usual size of a replication's queue. */
const minQueueBytes = 33_554_430n
const defaultQueueBytes = 67_108_860n
/** Seconds: the usual age, and from 2.9 the least and the most. */
const defaultAgeSeconds = 604_800n
const [minAgeSeconds, maxAgeSeconds] = [60n, 5_184_000n]

/** /api/v2/replications: kept; the engine sends nothing to remotes. */
export function registerReplicationRoutes(router: Router): void {
  const routes = router.resource('/api/v2/replications', 'newer')
  routes.get('', (call) => {
    const rows = listDocuments(call, replications, requiredOrgId(call)).map(view)
    return call.json(200, { replications: rows.length === 0 ? null : rows })
  })
  routes.post('', createReplication)
  registerDocumentItemRoutes(routes, replications, {
    find: replicationOf,
    view: (_, row) => view(row),
    readChange: async (call) => {
      const { orgID: _, ...body } = (await readJson(call.request, shape)) ?? {}
      return body
    },
  })
}

const shape = goStruct('influxdb.CreateReplicationRequest', {
  orgID: 'id',
  name: 'string',
  description: 'string',
  remoteID: 'id',
  localBucketID: 'id',
  remoteBucketID: 'id',
  remoteBucketName: 'string',
  maxQueueSizeBytes: 'int64',
  dropNonRetryableData: 'bool',
  maxAgeSeconds: 'int64',
})

function view(row: DocumentRow) {
  const { maxQueueSizeBytes, maxAgeSeconds: age, dropNonRetryableData, ...rest } = row.body
  return {
    id: row.id,
    orgID: row.orgId,
    ...rest,
    maxQueueSizeBytes: maxQueueSizeBytes ?? defaultQueueBytes,
    currentQueueSizeBytes: 0,
    remainingBytesToBeSynced: 0,
    dropNonRetryableData: dropNonRetryableData ?? false,
    maxAgeSeconds: age ?? defaultAgeSeconds,
  }
}

function replicationOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = pathValue(call, 'id')
  if (!isId(id)) throw new ApiError('invalid', 'replication ID is invalid')
  return findDocument(call, replications, { id: id.toLowerCase(), action, missing: 'replication not found' })
}

function check(call: Call, body: Decoded<typeof shape>): void {
  const { maxQueueSizeBytes: queue = defaultQueueBytes, maxAgeSeconds: age = 0n } = body
  if (queue < minQueueBytes) {
    throw new ApiError('invalid', `maxQueueSize too small, must be at least ${minQueueBytes}`)
  }
  if (isAtLeast(call.context.version, '2.9.1') && age !== 0n && (age < minAgeSeconds || age > maxAgeSeconds)) {
    const range = `between ${minAgeSeconds} and ${maxAgeSeconds}`
    throw new ApiError('invalid', `maxAgeSeconds must be 0 (use default) or ${range}`)
  }
  const { localBucketID = '', remoteID = '' } = body
  if (call.context.state.buckets.get(localBucketID) === undefined) {
    throw new ApiError('invalid', `local bucket ${JSON.stringify(localBucketID)} not found: bucket not found`)
  }
  if (call.context.state.documents('remotes').get(remoteID) === undefined) {
    throw new ApiError('invalid', `remote ${JSON.stringify(remoteID)} not found: FOREIGN KEY constraint failed`)
  }
}

async function createReplication(call: Call): Promise<Response> {
  const body = (await readJson(call.request, shape)) ?? {}
  const { orgID, ...rest } = body
  if (orgID === undefined) throw new ApiError('invalid', 'invalid org id for permission: invalid ID')
  check(call, body)
  return call.json(201, view(createDocument(call, replications, { orgId: orgID, body: rest })))
}
