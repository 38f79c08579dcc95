import type { AuthorizationRecord, PermissionRecord } from '../../client/records.ts'
import { orgResources } from '../../contract/file/file-schema.ts'
import type { OrgResource } from '../../contract/model.ts'
import { describePermission } from '../evaluate/permission-match.ts'
import { listed } from '../evaluate/words.ts'
import type { Survey } from '../survey/survey.ts'
import { commentedMap, type Entry, quoted } from './commented-map.ts'
import { createKeys } from './keys.ts'

/** Entries that a contract can have, and a line for each thing that it cannot. */
export interface Imported {
  readonly entries: readonly Entry[]
  readonly left: readonly string[]
}

interface Rights {
  readonly read: readonly string[]
  readonly write: readonly string[]
  readonly resources: { readonly read: readonly OrgResource[]; readonly write: readonly OrgResource[] }
}

/** Tokens of the org that a contract can find again: active, of a description of their own, with rights on imported buckets and whole resource types. */
export function tokenEntries({ authorizations, orgId, buckets }: Survey): Imported {
  if (!authorizations.ok) return { entries: [], left: [`tokens could not be read: ${authorizations.reason}`] }
  const own = authorizations.value.filter((one) => one.orgID === orgId)
  const names = new Map(buckets.map(({ record }) => [record.id, record.name]))
  const keyOf = createKeys('token')
  const entries: Entry[] = []
  const left: string[] = []
  for (const one of own) {
    const why = unsuitable(one, own)
    const rights = why === undefined ? rightsOf(one, { orgId: orgId ?? '', names }) : undefined
    if (rights === undefined || typeof rights === 'string') {
      left.push(`token ${one.description === '' ? one.id : quoted(one.description)}: ${why ?? rights}`)
      continue
    }
    const { read, write, resources } = rights
    const ofOrg: Entry[] = (['read', 'write'] as const).flatMap((action) =>
      resources[action].length === 0 ? [] : [{ key: action, value: resources[action] }],
    )
    entries.push({
      key: keyOf(one.description),
      value: commentedMap([
        { key: 'description', value: one.description },
        ...(read.length === 0 ? [] : [{ key: 'read', value: read }]),
        ...(write.length === 0 ? [] : [{ key: 'write', value: write }]),
        ...(ofOrg.length === 0 ? [] : [{ key: 'resources', value: commentedMap(ofOrg) }]),
      ]),
    })
  }
  return { entries, left }
}

function unsuitable(one: AuthorizationRecord, all: readonly AuthorizationRecord[]): string | undefined {
  if (one.description === '') return 'it has no description to find it by'
  if (all.filter(({ description }) => description === one.description).length > 1)
    return 'another token has the same description'
  if (one.status !== 'active') return 'it is inactive'
  return one.permissions.length === 0 ? 'it has no right' : undefined
}

/** The rights as a contract declares them, or why it cannot. */
function rightsOf(
  { permissions }: AuthorizationRecord,
  { orgId, names }: { readonly orgId: string; readonly names: ReadonlyMap<string, string> },
): Rights | string {
  const buckets = { read: new Set<string>(), write: new Set<string>() }
  const resources = { read: new Set<OrgResource>(), write: new Set<OrgResource>() }
  const other: PermissionRecord[] = []
  for (const permission of permissions) {
    const { action, resource } = permission
    const name = resource.type === 'buckets' && resource.id !== undefined ? names.get(resource.id) : undefined
    const type = orgResources.find((known) => known === resource.type)
    const whole = type === 'orgs' ? resource.id === orgId : resource.id === undefined && resource.orgID === orgId
    if (name !== undefined) buckets[action].add(name)
    else if (type !== undefined && whole) resources[action].add(type)
    else other.push(permission)
  }
  if (other.length > 0) return `a contract has no word for ${listed([...new Set(other.map(describePermission))])}`
  return {
    read: [...buckets.read],
    write: [...buckets.write],
    resources: { read: [...resources.read], write: [...resources.write] },
  }
}
