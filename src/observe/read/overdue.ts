import type { FluxRow } from '../../client/annotated-csv.ts'
import { minuteNs } from '../../contract/duration.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import type { OverdueNeed } from '../needs.ts'
import type { OldestPoint } from '../observation.ts'
import { bigintOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/** How often a server drops whole expired shard groups, by default. */
export const retentionCheckNs = 30n * minuteNs

/** The age that no visible point may pass: only whole shard groups are dropped, at the next check after their end has expired. */
export function oldestAgeNs(need: OverdueNeed, serverShardGroupNs: bigint): bigint {
  return need.retentionNs + (need.shardGroupNs ?? serverShardGroupNs) + retentionCheckNs
}

/** Asks for the first points before the limit only: where all is well, storage has nothing to read there. */
export function overduePart(need: OverdueNeed, serverShardGroupNs: bigint, nowNs: bigint): FluxPart {
  const source = fluxSource(need.bucket, { stopNs: nowNs - oldestAgeNs(need, serverShardGroupNs) - 1n })
  return {
    key: overdueKey(need.bucket),
    bucket: need.bucket,
    flux: `${source} |> first() |> keep(columns: ["_time", "_measurement"]) |> group() |> sort(columns: ["_time"]) |> limit(n: 1)`,
  }
}

export function overdueKey(bucket: string): string {
  return keyOf('overdue', bucket)
}

export function readOverdue(rows: readonly FluxRow[]): OldestPoint | undefined {
  const [row] = rows
  const timeNs = row === undefined ? undefined : bigintOf(row, '_time')
  return row === undefined || timeNs === undefined ? undefined : { timeNs, measurement: textOf(row, '_measurement') }
}
