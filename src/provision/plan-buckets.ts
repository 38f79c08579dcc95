import type { InfluxClient } from '../client/influx-client.ts'
import type { BucketRecord } from '../client/records.ts'
import { formatDuration, formatRetention, secondNs } from '../contract/duration.ts'
import type { Bucket, Contract, DurationNs, Retention } from '../contract/model.ts'
import { whyNotEmpty } from './bucket-data.ts'
import type { Change, Difference, ResourceOf } from './change.ts'
import type { ServerState } from './server-state.ts'

/** Changes of the declared buckets, in the contract's order. Reads a bucket's index only where its retention would shrink. */
export function planBuckets(
  contract: Contract,
  state: ServerState,
  { client, org }: { readonly client: InfluxClient; readonly org: string },
): Promise<Change<ResourceOf<'bucket'>>[]> {
  return Promise.all(
    contract.buckets.map(async (declared): Promise<Change<ResourceOf<'bucket'>>> => {
      const resource = { kind: 'bucket', name: declared.name, declared } as const
      const found = state.buckets.find((bucket) => bucket.name === declared.name)
      if (!found) return { action: 'create', resource }
      const differences = differencesOf(declared, found)
      if (differences.length === 0) return { action: 'nothing', resource }
      const shrinks = isShorter(declared.retention, retentionOf(found))
      const why = shrinks ? await whyNotEmpty(client, { org, bucket: declared.name }) : undefined
      return {
        action: 'update',
        resource,
        id: found.id,
        differences,
        ...(why !== undefined && { losesData: `a shorter retention deletes older points, and ${why}` }),
      }
    }),
  )
}

/** What a bucket's record says of its retention. */
export function retentionOf({ retentionRules }: BucketRecord): Retention {
  const seconds = retentionRules[0]?.everySeconds ?? 0
  return seconds === 0 ? 'infinite' : BigInt(seconds) * secondNs
}

/** What a bucket's record says of its shard group duration. */
export function shardGroupOf({ retentionRules }: BucketRecord): DurationNs | undefined {
  const seconds = retentionRules[0]?.shardGroupDurationSeconds
  return seconds === undefined ? undefined : BigInt(seconds) * secondNs
}

function differencesOf(declared: Bucket, found: BucketRecord): Difference[] {
  const differences: Difference[] = []
  const retention = retentionOf(found)
  if (declared.retention !== retention) {
    differences.push({
      property: 'retention',
      expected: formatRetention(declared.retention),
      found: formatRetention(retention),
    })
  }
  const shardGroup = shardGroupOf(found)
  if (declared.shardGroup !== undefined && declared.shardGroup !== shardGroup) {
    differences.push({
      property: 'shard group duration',
      expected: formatDuration(declared.shardGroup),
      found: shardGroup === undefined ? 'none' : formatDuration(shardGroup),
    })
  }
  if (declared.description !== undefined && declared.description !== (found.description ?? '')) {
    differences.push({
      property: 'description',
      expected: JSON.stringify(declared.description),
      found: JSON.stringify(found.description ?? ''),
    })
  }
  return differences
}

function isShorter(wanted: Retention, current: Retention): boolean {
  if (wanted === 'infinite') return false
  return current === 'infinite' || wanted < current
}
