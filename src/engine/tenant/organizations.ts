import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import { isId, parseId } from '../ids.ts'
import { dropLabelMappings } from '../state/labels.ts'
import type { OrgRow } from '../state/records.ts'
import { isAtLeast } from '../version.ts'
import { createSystemBucket, dropBucket } from './buckets.ts'

const daySeconds = 86_400

function checkName(context: EngineContext, name: string, ownId?: string): void {
  if (name.trim() === '') throw new ApiError('invalid', 'org name is empty')
  const taken = context.state.orgs.find((row) => row.id !== ownId && row.name.trim() === name.trim())
  if (taken) throw new ApiError('conflict', `organization with name ${name} already exists`)
}

/**
 * Makes an organisation with its two system buckets; whoever makes it owns it. Names are unique without their outer
 * spaces.
 */
export function createOrganization(
  context: EngineContext,
  org: { name: string; description?: string; ownerId: string },
): OrgRow {
  checkName(context, org.name)
  const now = context.clock.nowNs()
  const row = context.state.orgs.put({
    id: context.newId(),
    name: org.name,
    ...(org.description === undefined ? {} : { description: org.description }),
    createdNs: now,
    updatedNs: now,
  })
  context.state.mappings.put({
    id: `${row.id}/${org.ownerId}`,
    userId: org.ownerId,
    resourceType: 'orgs',
    resourceId: row.id,
    role: 'owner',
  })
  createSystemBucket(context, row.id, {
    name: '_tasks',
    description: 'System bucket for task logs',
    retentionSeconds: 3 * daySeconds,
  })
  createSystemBucket(context, row.id, {
    name: '_monitoring',
    description: 'System bucket for monitoring logs',
    retentionSeconds: 7 * daySeconds,
  })
  return row
}

/** Changes name and description, where given. */
export function updateOrganization(
  context: EngineContext,
  org: OrgRow,
  change: { name?: string; description?: string },
): OrgRow {
  if (change.name !== undefined) checkName(context, change.name, org.id)
  return context.state.orgs.put({ ...org, ...change, updatedNs: context.clock.nowNs() })
}

/** Deletes an organisation with its buckets; its tasks go with it from 2.9 on. */
export function deleteOrganization(context: EngineContext, org: OrgRow): void {
  const { state } = context
  for (const bucket of state.buckets.filter((row) => row.orgId === org.id)) dropBucket(context, bucket)
  for (const mapping of state.mappings.filter((row) => row.resourceId === org.id)) state.mappings.delete(mapping.id)
  if (isAtLeast(context.version, '2.9.1')) {
    for (const task of state.tasks.filter((row) => row.orgId === org.id)) {
      context.tasks.drop(task.id)
      state.tasks.delete(task.id)
    }
  }
  dropLabelMappings(state, org.id)
  state.orgs.delete(org.id)
}

/** The organisation of a name, outer spaces aside. Throws `not found`. */
export function organizationByName(context: EngineContext, name: string): OrgRow {
  const found =
    context.state.orgs.find((row) => row.name === name) ??
    context.state.orgs.find((row) => row.name.trim() === name.trim())
  if (!found) throw new ApiError('not found', `organization name "${name}" not found`)
  return found
}

/** The organisation of an id. Throws `not found`. */
export function organizationById(context: EngineContext, id: string): OrgRow {
  const found = context.state.orgs.get(id)
  if (!found) throw new ApiError('not found', 'organization not found')
  return found
}

/**
 * The organisation that `org` and `orgID` of a query name: orgID goes first; `org` may be an id too.
 * Throws `invalid` for a malformed or missing one and `not found` for an unknown one.
 */
export function resolveOrganization(context: EngineContext, query: URLSearchParams): OrgRow {
  const id = query.get('orgID')
  if (id) return organizationById(context, parseId(id))
  const name = query.get('org')
  if (!name) throw new ApiError('invalid', 'Please provide either orgID or org')
  if (isId(name)) return organizationById(context, name.toLowerCase())
  return organizationByName(context, name)
}
