import type { InfluxClient } from '../../client/influx-client.ts'
import type { BucketRecord } from '../../client/records.ts'
import type { FluxPart } from '../flux-batch.ts'
import { type FluxResults, runFluxBatch } from '../flux-batch.ts'
import type { BucketsFact } from '../observation.ts'
import type { Halt, Reading } from '../reading.ts'
import type { Rights } from '../rights.ts'

/** What the readers of points share. */
export interface DataContext {
  readonly org: string
  /** Nanoseconds; every window ends here. */
  readonly nowNs: bigint
  readonly halt: Halt
  readonly signal?: AbortSignal | undefined
  readonly buckets: Reading<BucketsFact>
  readonly rights: Rights
}

/** The buckets that can be read, by name. */
export function recordsOf({ buckets }: Pick<DataContext, 'buckets'>): ReadonlyMap<string, BucketRecord> {
  return buckets.ok ? buckets.value.readable : new Map()
}

/** The needs whose bucket can be read: checks of the others never get to their readings. */
export function reachable<T extends { readonly bucket: string }>(
  needs: readonly T[],
  context: Pick<DataContext, 'buckets'>,
): T[] {
  const records = recordsOf(context)
  return needs.filter((need) => records.has(need.bucket))
}

export function runParts(client: InfluxClient, parts: readonly FluxPart[], context: DataContext): Promise<FluxResults> {
  const { org, halt, signal } = context
  return runFluxBatch(client, parts, { org, halt, signal })
}
