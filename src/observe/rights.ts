import type { AuthorizationRecord, PermissionRecord } from '../client/records.ts'

/** What is known of the right to do something: `unknown` where the server does not show the token's own permissions. */
export type Knowledge = 'yes' | 'no' | 'unknown'

/** What the token in use may do, as far as the visible authorizations tell. */
export interface Rights {
  /** For all resources of a type in the org. */
  may(action: 'read' | 'write', type: string): Knowledge
  /** Whether the token is one of this org: the 1.x paths work in the token's own org only. */
  readonly ofThisOrg: Knowledge
}

export const unknownRights: Rights = { may: () => 'unknown', ofThisOrg: 'unknown' }

/** True when a permission covers a type, or one resource of it, in an org. */
export function covers(
  permission: PermissionRecord,
  wanted: { readonly action: string; readonly type: string; readonly orgId: string; readonly id?: string },
): boolean {
  const { action, resource } = permission
  if (action !== wanted.action) return false
  if (resource.type === 'instance') return true
  if (resource.type !== wanted.type) return false
  if (wanted.type === 'orgs') return resource.id === undefined ? sameOrg(resource.orgID) : resource.id === wanted.orgId
  if (!sameOrg(resource.orgID)) return false
  return resource.id === undefined || resource.id === wanted.id

  function sameOrg(orgId: string | undefined): boolean {
    return orgId === undefined || orgId === wanted.orgId
  }
}

/**
 * Rights of the token in use. Up to 2.8 the list shows it; from 2.9 tokens are hidden: then every active authorization that could have listed the others is a candidate,
 * and only what all candidates agree on is known.
 */
export function rightsFrom(
  authorizations: readonly AuthorizationRecord[],
  orgId: string,
  ownsToken: (token: string) => boolean,
): Rights {
  const own = authorizations.find((one) => one.token !== undefined && ownsToken(one.token))
  const hidden = authorizations.filter((one) => one.token === undefined || one.token === '')
  const canList = { action: 'read', type: 'authorizations', orgId }
  const candidates =
    own !== undefined
      ? [own]
      : hidden.filter(
          (one) => one.status === 'active' && one.permissions.some((permission) => covers(permission, canList)),
        )
  if (candidates.length === 0) return unknownRights
  return {
    may(action, type) {
      const wanted = { action, type, orgId }
      return agreed(candidates.map((one) => one.permissions.some((permission) => covers(permission, wanted))))
    },
    ofThisOrg: agreed(candidates.map((one) => one.orgID === orgId)),
  }
}

function agreed(answers: readonly boolean[]): Knowledge {
  if (answers.every(Boolean)) return 'yes'
  return answers.some(Boolean) ? 'unknown' : 'no'
}
