import type { InfluxClient } from '../client/influx-client.ts'
import type { AuthorizationRecord, BucketRecord, DbrpRecord, TaskRecord } from '../client/records.ts'
import type { Contract } from '../contract/model.ts'
import { FluxproofError } from '../errors/index.ts'

/** What a server holds of the kinds that a contract declares, as far as the token may see it. */
export interface ServerState {
  /** Absent: there is no such organization. */
  readonly orgId?: string
  readonly buckets: readonly BucketRecord[]
  readonly authorizations: readonly AuthorizationRecord[]
  /** True: the token sees no authorization at all, its own neither, so that an empty list says nothing. */
  readonly authorizationsHidden: boolean
  readonly tasks: readonly TaskRecord[]
  readonly dbrps: readonly DbrpRecord[]
}

/**
 * Reads it in one round of parallel lists, and only the kinds that the contract declares.
 * @throws FluxproofError when the organization is hidden from the token: it would read as "nothing there".
 */
export async function readServerState(
  contract: Contract,
  client: InfluxClient,
  { org }: { readonly org: string },
): Promise<ServerState> {
  const found = await client.organizations.find(org)
  const none = { buckets: [], authorizations: [], authorizationsHidden: false, tasks: [], dbrps: [] }
  if (found.state === 'absent') return none
  if (found.state !== 'present') {
    throw new FluxproofError({
      operation: `read the organization ${org}`,
      expected: 'a token that may read it',
      found: 'one that may not',
      next: 'Use a token of that organization with the right to read it, or an operator token',
    })
  }
  const [buckets, authorizations, tasks, dbrps] = await Promise.all([
    contract.buckets.length + contract.tokens.length > 0 ? client.buckets.list(org) : [],
    contract.tokens.length > 0 ? client.authorizations.list({ org }) : [],
    contract.tasks.length > 0 ? client.tasks.list(org) : [],
    contract.dbrps.length > 0 ? client.dbrps.list(org) : [],
  ])
  // An organization without authorizations and a token that may not see them give the same empty list; only the
  // latter sees none of any organization.
  const authorizationsHidden =
    contract.tokens.length > 0 && authorizations.length === 0 && (await client.authorizations.list()).length === 0
  return { orgId: found.record.id, buckets, authorizations, authorizationsHidden, tasks, dbrps }
}
