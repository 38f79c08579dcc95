import type { Contract } from '../contract/model.ts'
import type { Change, ResourceOf } from './change.ts'
import type { ServerState } from './server-state.ts'

/** Changes of the declared DBRP mappings. One that leads to another bucket is drift: moving it would redirect writers. */
export function planDbrps(contract: Contract, state: ServerState): Change<ResourceOf<'dbrp'>>[] {
  return contract.dbrps.map((declared) => {
    const resource = { kind: 'dbrp', name: `${declared.database}/${declared.policy}`, declared } as const
    // Virtual mappings are the server's own, one a bucket; a real one stands in front of them.
    const found = state.dbrps.find(
      (one) => !one.virtual && one.database === declared.database && one.retention_policy === declared.policy,
    )
    if (!found) return { action: 'create', resource }
    const bucket = state.buckets.find((one) => one.id === found.bucketID)?.name ?? found.bucketID
    if (bucket !== declared.bucket.name) {
      return {
        action: 'drift',
        resource,
        differences: [{ property: 'bucket', expected: declared.bucket.name, found: bucket }],
        reason: 'moving it would send the points of 1.x writers elsewhere',
        next: 'Delete the mapping and apply again, once no writer needs the old bucket',
      }
    }
    if (found.default === declared.default) return { action: 'nothing', resource }
    return {
      action: 'update',
      resource,
      id: found.id,
      differences: [{ property: 'default', expected: String(declared.default), found: String(found.default) }],
    }
  })
}
