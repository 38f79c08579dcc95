import type { Permission, UserRow } from '../state/records.ts'

/** Who asks: the holder of a token or of a session. */
export interface Principal {
  readonly user: UserRow
  /** Id of the authorization; undefined for a session. */
  readonly authorizationId?: string
  /** Organisation of the authorization; undefined for a session. */
  readonly orgId?: string
  /** False: an inactive token. It is known, and allowed nothing. */
  readonly active: boolean
  readonly permissions: readonly Permission[]
}
