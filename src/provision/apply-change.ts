import { renderTask } from '../contract/render-task.ts'
import type { ApplyContext } from './apply-context.ts'
import type { Create, Update } from './change.ts'
import { permissionRecords } from './permission-records.ts'
import { shardGroupOf } from './plan-buckets.ts'
import { retentionRulesOf, updatedRetentionRules } from './retention-rules.ts'

/** Carries one change out. @throws ClientError when the server refuses it. */
export function applyChange(change: Create | Update, context: ApplyContext): Promise<void> {
  return change.action === 'create' ? create(change, context) : update(change, context)
}

async function create({ resource }: Create, context: ApplyContext): Promise<void> {
  const { client, contract } = context
  switch (resource.kind) {
    case 'org': {
      const { id } = await client.organizations.create(resource.name)
      context.orgId = id
      return
    }
    case 'bucket': {
      const { declared, name } = resource
      const made = await client.buckets.create({
        orgId: context.orgId,
        name,
        retentionRules: retentionRulesOf(declared),
        ...(declared.description !== undefined && { description: declared.description }),
      })
      context.addBucket(made)
      return
    }
    case 'token': {
      const { declared, name } = resource
      const bucketIds = new Map<string, string>()
      for (const permission of declared.permissions) {
        if (permission.resource !== 'buckets') continue
        bucketIds.set(permission.bucket.name, await context.bucketId(permission.bucket.name))
      }
      const { orgId } = context
      const permissions = permissionRecords(declared.permissions, { orgId, bucketIds })
      const { id, token } = await client.authorizations.create({ orgId, description: name, permissions })
      if (token) context.newTokens.push({ id, key: declared.key, description: name, token })
      return
    }
    case 'task': {
      const { declared } = resource
      await client.tasks.create({
        orgId: context.orgId,
        flux: renderTask(declared, contract),
        status: declared.active ? 'active' : 'inactive',
        ...(declared.description !== undefined && { description: declared.description }),
      })
      return
    }
    case 'dbrp': {
      const { declared } = resource
      const { orgId, orgName } = context
      const made = await client.dbrps.create({
        orgId,
        bucketId: await context.bucketId(declared.bucket.name),
        database: declared.database,
        policy: declared.policy,
        default: declared.default,
      })
      // The first mapping of a database becomes the default whatever the request says.
      if (made.default !== declared.default) await client.dbrps.update(made.id, orgName, { default: declared.default })
    }
  }
}

async function update({ resource, id, differences }: Update, context: ApplyContext): Promise<void> {
  const { client, contract } = context
  const differs = (property: string) => differences.some((one) => one.property === property)
  switch (resource.kind) {
    case 'bucket': {
      const { declared, name } = resource
      const current = (await context.buckets()).get(name)
      const rules = differs('retention') || differs('shard group duration')
      await client.buckets.update(id, {
        ...(rules && { retentionRules: updatedRetentionRules(declared, current && shardGroupOf(current)) }),
        ...(differs('description') && { description: declared.description ?? '' }),
      })
      return
    }
    case 'task': {
      const { declared } = resource
      await client.tasks.update(id, {
        ...((differs('flux') || differs('schedule')) && { flux: renderTask(declared, contract) }),
        ...(differs('status') && { status: declared.active ? 'active' : 'inactive' }),
      })
      return
    }
    case 'dbrp':
      await client.dbrps.update(id, context.orgName, { default: resource.declared.default })
      return
    case 'org':
    case 'token':
      // The plan never updates these: an organization has no property here, a token is drift.
      throw new RangeError(`a ${resource.kind} is never updated`)
  }
}
