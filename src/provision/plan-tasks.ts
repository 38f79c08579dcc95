import type { Contract } from '../contract/model.ts'
import { renderTask } from '../contract/render-task.ts'
import type { Change, Difference, ResourceOf } from './change.ts'
import { declaredSchedule, sameFlux, scheduleOf } from './same-task.ts'
import type { ServerState } from './server-state.ts'

/** Changes of the declared tasks, found by their name: script, schedule and status are updated in place. */
export function planTasks(contract: Contract, state: ServerState): Promise<Change<ResourceOf<'task'>>[]> {
  return Promise.all(
    contract.tasks.map(async (declared): Promise<Change<ResourceOf<'task'>>> => {
      const resource = { kind: 'task', name: declared.name, declared } as const
      const found = state.tasks.filter((task) => task.name === declared.name)
      const [only] = found
      if (only === undefined) return { action: 'create', resource }
      if (found.length > 1) {
        return {
          action: 'drift',
          resource,
          differences: [{ property: 'number', expected: '1 task of that name', found: String(found.length) }],
          reason: 'which of them is meant cannot be told',
          next: 'Delete the others: each of them writes',
        }
      }
      const differences: Difference[] = []
      if (!(await sameFlux(renderTask(declared, contract), only.flux))) {
        differences.push({ property: 'flux', expected: 'the script of the contract', found: 'another script' })
      }
      const schedule = { expected: declaredSchedule(declared.schedule), found: scheduleOf(only) }
      if (schedule.expected !== schedule.found) differences.push({ property: 'schedule', ...schedule })
      const status = declared.active ? 'active' : 'inactive'
      if (only.status !== status) differences.push({ property: 'status', expected: status, found: only.status })
      return differences.length === 0
        ? { action: 'nothing', resource }
        : { action: 'update', resource, id: only.id, differences }
    }),
  )
}
