import type { InfluxClient } from '../client/influx-client.ts'
import type { Contract } from '../contract/model.ts'
import type { Change, Plan } from './change.ts'
import { planBuckets } from './plan-buckets.ts'
import { planDbrps } from './plan-dbrps.ts'
import { planTasks } from './plan-tasks.ts'
import { planTokens } from './plan-tokens.ts'
import { readServerState } from './server-state.ts'

/**
 * What it takes to make an organization what its contract says: reads only.
 * @param options `org` is used where the contract names none.
 * @throws ClientError when the server cannot be read; FluxproofError when it hides what must be known.
 */
export async function plan(contract: Contract, client: InfluxClient, options: { readonly org: string }): Promise<Plan> {
  const name = contract.org ?? options.org
  const state = await readServerState(contract, client, { org: name })
  const resource = { kind: 'org', name } as const
  const org: Change = state.orgId === undefined ? { action: 'create', resource } : { action: 'nothing', resource }
  return {
    org: { name, ...(state.orgId !== undefined && { id: state.orgId }) },
    changes: [
      org,
      ...(await planBuckets(contract, state, { client, org: name })),
      ...planTokens(contract, state),
      ...(await planTasks(contract, state)),
      ...planDbrps(contract, state),
    ],
  }
}
