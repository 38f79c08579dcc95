import { authorize, authorizeReadBucket, mayReadBucket } from '../../auth/authorize.ts'
import type { EngineContext } from '../../context.ts'
import { parseId } from '../../ids.ts'
import type { BucketRow } from '../../state/records.ts'
import { createBucket, deleteBucket, findBucketByName, updateBucket } from '../../tenant/buckets.ts'
import { organizationByName } from '../../tenant/organizations.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goArray, goStruct } from '../json/go-shape.ts'
import { cutPage, type Page, pageLinks, pageOf } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { viewBucket } from '../views.ts'
import { registerResourceLabelRoutes } from './labels.ts'
import { registerMemberRoutes } from './members.ts'

const rule = { type: 'string', everySeconds: 'int64', shardGroupDurationSeconds: 'int64' } as const

const bucketRequest = goStruct('tenant.postBucketRequest', {
  orgID: 'id',
  name: 'string',
  description: 'string',
  rp: 'string',
  retentionRules: goArray('[]tenant.retentionRule', goStruct('tenant.retentionRule', rule)),
})

const bucketUpdate = goStruct('tenant.bucketUpdate', {
  name: 'string',
  description: 'string',
  retentionRules: goArray('[]tenant.retentionRuleUpdate', goStruct('tenant.retentionRuleUpdate', rule)),
})

interface Rule {
  readonly everySeconds?: bigint
  readonly shardGroupDurationSeconds?: bigint
}

function onlyRule(rules: readonly (Rule | undefined)[] | undefined): Rule {
  const refuse = (message: string) => new ApiError('unprocessable entity', message)
  if (rules && rules.length > 1) throw refuse('buckets cannot have more than one retention rule at this time')
  const [first = {}] = rules ?? []
  if ((first.everySeconds ?? 0n) < 0n) throw refuse('expiration seconds cannot be negative')
  if ((first.shardGroupDurationSeconds ?? 0n) < 0n) throw refuse('shard-group duration seconds cannot be negative')
  return first
}

function bucketById(context: EngineContext, id: string): BucketRow {
  const found = context.state.buckets.get(id)
  if (!found) throw new ApiError('not found', 'bucket not found')
  return found
}

interface Filter {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly org: string | undefined
  readonly orgId: string | undefined
}

/** An id goes before everything else. Within an organisation the order is that of names, over all of them that of ids. */
function findBuckets(context: EngineContext, filter: Filter, { page }: { page: Page }): BucketRow[] {
  if (filter.id) return [bucketById(context, filter.id)]
  const orgId = filter.orgId ?? (filter.org === undefined ? undefined : organizationByName(context, filter.org).id)
  const { name } = filter
  if (orgId === undefined) {
    return cutPage(
      context.state.buckets.filter((row) => name === undefined || row.name === name),
      page,
    )
  }
  if (name !== undefined) {
    const found = findBucketByName(context, orgId, name)
    if (!found) throw new ApiError('not found', `bucket "${name}" not found`)
    return [found]
  }
  const rows = context.state.buckets.filter((row) => row.orgId === orgId)
  return cutPage(
    rows.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))),
    page,
  )
}

function listBuckets(call: Call): Response {
  const { context, query, principal } = call
  const page = pageOf(query)
  const id = parameter(call, 'id')
  const orgID = parameter(call, 'orgID')
  const filter: Filter = {
    orgId: orgID && parseId(orgID),
    org: parameter(call, 'org'),
    name: parameter(call, 'name'),
    id: id && parseId(id),
  }
  const buckets = findBuckets(context, filter, { page }).filter((bucket) => mayReadBucket(principal, bucket))
  const links = pageLinks('/api/v2/buckets', page, {
    filter: { id: filter.id, bucket: filter.name, org: filter.org, orgID: filter.orgId },
    count: buckets.length,
  })
  return call.json(200, { links, buckets: buckets.map((bucket) => viewBucket(context, bucket)) })
}

async function postBucket(call: Call): Promise<Response> {
  const { context, principal } = call
  const body = (await readJson(call.request, bucketRequest)) ?? {}
  if (!body.orgID) throw new ApiError('invalid', 'organization id must be provided')
  const { everySeconds, shardGroupDurationSeconds } = onlyRule(body.retentionRules)
  authorize(principal, 'write', 'buckets', { orgId: body.orgID })
  const bucket = createBucket(context, {
    orgId: body.orgID,
    name: body.name ?? '',
    description: body.description,
    rp: body.rp,
    retentionSeconds: everySeconds,
    shardGroupSeconds: shardGroupDurationSeconds,
  })
  return call.json(201, viewBucket(context, bucket))
}

function getBucket(call: Call): Response {
  const bucket = bucketById(call.context, parseId(pathValue(call, 'id')))
  authorizeReadBucket(call.principal, bucket)
  return call.json(200, viewBucket(call.context, bucket))
}

async function patchBucket(call: Call): Promise<Response> {
  const { context, principal } = call
  const id = parseId(pathValue(call, 'id'))
  const body = (await readJson(call.request, bucketUpdate)) ?? {}
  const { everySeconds, shardGroupDurationSeconds } = onlyRule(body.retentionRules)
  const bucket = bucketById(context, id)
  authorize(principal, 'write', 'buckets', { id, orgId: bucket.orgId })
  const updated = updateBucket(context, bucket, {
    name: body.name,
    description: body.description,
    retentionSeconds: everySeconds,
    shardGroupSeconds: shardGroupDurationSeconds,
  })
  return call.json(200, viewBucket(context, updated))
}

function removeBucket(call: Call): Response {
  const bucket = bucketById(call.context, parseId(pathValue(call, 'id')))
  authorize(call.principal, 'write', 'buckets', { id: bucket.id, orgId: bucket.orgId })
  deleteBucket(call.context, bucket)
  return emptyReply(204)
}

/** Buckets. */
export function registerBucketRoutes(router: Router): void {
  const routes = router.resource('/api/v2/buckets', 'newer')
  routes.get('', listBuckets)
  routes.post('', postBucket)
  routes.get('/:id', getBucket)
  routes.patch('/:id', patchBucket)
  routes.delete('/:id', removeBucket)
  registerMemberRoutes(routes, 'buckets', { orgIdOf: (call, id) => call.context.state.buckets.get(id)?.orgId })
  registerResourceLabelRoutes(routes)
}
