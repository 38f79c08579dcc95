import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import type { RefusedWrite } from '../observation.ts'
import { bigintOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/** System bucket that gets one row for each batch the server refused in part. */
export const monitoringBucket = '_monitoring'

export const refusedWritesKey = keyOf('refused-writes')

/** The newest refused batches of the window: at most 100, an endless retry loop leaves thousands. */
export function refusedWritesPart(windowNs: bigint, nowNs: bigint): FluxPart {
  const source = fluxSource(monitoringBucket, { startNs: nowNs - windowNs, stopNs: nowNs }, ['write_errors'])
  return {
    key: refusedWritesKey,
    bucket: monitoringBucket,
    flux: `${source} |> filter(fn: (r) => r._field == "error") |> keep(columns: ["_time", "_value"]) |> group() |> sort(columns: ["_time"], desc: true) |> limit(n: 100)`,
  }
}

export function readRefusedWrites(rows: readonly FluxRow[]): RefusedWrite[] {
  return rows.map((row) => ({ timeNs: bigintOf(row, '_time') ?? 0n, message: textOf(row, '_value') }))
}
