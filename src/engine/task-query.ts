import { userPermissions } from './auth/permissions.ts'
import type { Principal } from './auth/principal.ts'
import type { EngineContext } from './context.ts'
import { createFluxHost } from './query-host.ts'
import type { TaskRow } from './state/records.ts'
import { organizationById } from './tenant/organizations.ts'

/** A task may do what its owner may by being owner or member, whatever became of the token that made it. */
function taskPrincipal({ state }: EngineContext, task: TaskRow): Principal {
  const user = state.users.get(task.ownerId) ?? { id: task.ownerId, name: '', status: 'active' }
  return { user, active: true, permissions: userPermissions(task.ownerId, state.mappings.list()) }
}

/** Runs a task's script as of `scheduledNs`. Throws what the query answers with. */
export async function runTaskQuery(context: EngineContext, task: TaskRow, scheduledNs: bigint): Promise<void> {
  const { runFlux } = await import('./flux/run-flux.ts')
  const host = createFluxHost(context, {
    org: organizationById(context, task.orgId),
    principal: taskPrincipal(context, task),
    nowNs: scheduledNs,
    task: { id: task.id, ...(task.lastRunStatus === 'success' ? { lastSuccessNs: task.latestCompletedNs } : {}) },
  })
  await runFlux({ query: task.flux, host })
}
