import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import type { BucketRow, DbrpRow } from '../state/records.ts'

/** A mapping of database and retention policy to a bucket, made by a user or standing for a bucket by itself. */
export interface DbrpMapping extends DbrpRow {
  readonly isVirtual: boolean
}

/** The mapping every bucket has by its name: `db/rp` parts at the slash, any other name is a database's `autogen`. */
export function virtualMapping(bucket: BucketRow): DbrpMapping {
  const slash = bucket.name.indexOf('/')
  const [database, policy] =
    slash < 0 ? [bucket.name, 'autogen'] : [bucket.name.slice(0, slash), bucket.name.slice(slash + 1)]
  return {
    id: bucket.id,
    orgId: bucket.orgId,
    bucketId: bucket.id,
    database,
    retentionPolicy: policy,
    isDefault: slash < 0,
    isVirtual: true,
  }
}

/** All mappings of an organisation: those of users in order of creation, then virtual ones that none of them hides. */
export function listMappings({ state }: EngineContext, orgId: string): DbrpMapping[] {
  const made = state.dbrps.filter((row) => row.orgId === orgId).map((row) => ({ ...row, isVirtual: false }))
  const taken = new Set(made.map((row) => `${row.database}/${row.retentionPolicy}`))
  const virtual = state.buckets
    .filter((row) => row.orgId === orgId)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(virtualMapping)
    .filter((row) => !taken.has(`${row.database}/${row.retentionPolicy}`))
  return [...made, ...virtual]
}

/** The mapping that serves a database and policy of the 1.x paths; without a policy the default one, made before virtual. */
export function findMapping(
  context: EngineContext,
  orgId: string,
  wanted: { readonly database: string; readonly policy?: string | undefined },
): DbrpMapping | undefined {
  const candidates = listMappings(context, orgId).filter((row) => row.database === wanted.database)
  if (wanted.policy) return candidates.find((row) => row.retentionPolicy === wanted.policy)
  return candidates.find((row) => row.isDefault)
}

function clearDefault({ state }: EngineContext, orgId: string, database: string): void {
  for (const row of state.dbrps.filter((one) => one.orgId === orgId && one.database === database && one.isDefault)) {
    state.dbrps.put({ ...row, isDefault: false })
  }
}

/** Makes a mapping; a database's first one is its default whatever is asked. Throws `not found`, `conflict`. */
export function createMapping(context: EngineContext, row: Omit<DbrpRow, 'id'>): DbrpMapping {
  const { state } = context
  if (state.buckets.get(row.bucketId) === undefined) throw new ApiError('not found', 'bucket not found')
  const siblings = state.dbrps.filter((one) => one.orgId === row.orgId && one.database === row.database)
  if (siblings.some((one) => one.retentionPolicy === row.retentionPolicy)) {
    throw new ApiError('conflict', 'another DBRP mapping with same orgID, db, and rp exists')
  }
  const isDefault = row.isDefault || siblings.length === 0
  if (isDefault) clearDefault(context, row.orgId, row.database)
  return { ...state.dbrps.put({ ...row, id: context.newId(), isDefault }), isVirtual: false }
}

/** Changes policy name and default of a mapping. Throws `conflict` where the name is taken. */
export function updateMapping(
  context: EngineContext,
  row: DbrpRow,
  change: { readonly retentionPolicy?: string | undefined; readonly isDefault?: boolean | undefined },
): DbrpMapping {
  const { state } = context
  const policy = change.retentionPolicy ?? row.retentionPolicy
  const clash = state.dbrps.find(
    (one) =>
      one.id !== row.id && one.orgId === row.orgId && one.database === row.database && one.retentionPolicy === policy,
  )
  if (clash) throw new ApiError('conflict', 'another DBRP mapping with same orgID, db, and rp exists')
  if (change.isDefault === true) clearDefault(context, row.orgId, row.database)
  const updated = state.dbrps.put({ ...row, retentionPolicy: policy, isDefault: change.isDefault ?? row.isDefault })
  if (change.isDefault === false && row.isDefault) promoteAnother(context, updated)
  return { ...updated, isVirtual: false }
}

/** Deletes a mapping; when it was the default, the oldest of its database takes its place. */
export function deleteMapping(context: EngineContext, row: DbrpRow): void {
  context.state.dbrps.delete(row.id)
  if (row.isDefault) promoteAnother(context, row)
}

function promoteAnother({ state }: EngineContext, former: DbrpRow): void {
  const next = state.dbrps.find(
    (one) => one.orgId === former.orgId && one.database === former.database && one.id !== former.id,
  )
  if (next !== undefined) state.dbrps.put({ ...next, isDefault: true })
}
