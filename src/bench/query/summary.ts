import { fluxTime } from '../../client/flux-literal.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { FluxproofError } from '../../errors/index.ts'
import type { PointSet } from '../workload/point-set.ts'
import { tagValues, windowsWith } from './set-values.ts'

/** Where the hourly means of each entity are kept. */
export const summaryMeasurement = 'home_assistant_hourly'

export interface SummaryPlace {
  readonly org: string
  readonly bucket: string
  readonly set: PointSet
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes the hourly mean of each entity beside the events, as a task would: on the server, in Flux. An hour has the time of its start.
 * @throws FluxproofError when the server wrote more or fewer rows than there are hours of entities.
 */
export async function writeSummary(client: InfluxClient, { org, bucket, set, signal }: SummaryPlace): Promise<void> {
  const name = fluxString(bucket)
  const flux = `from(bucket: ${name})
  |> range(start: ${fluxTime(set.startNs)}, stop: ${fluxTime(set.stopNs)})
  |> filter(fn: (r) => r._measurement == "home_assistant_events" and r._field == "normalized_value")
  |> group(columns: ["entity_id", "_field", "_measurement"])
  |> aggregateWindow(every: 1h, fn: mean, createEmpty: false, timeSrc: "_start")
  |> set(key: "_measurement", value: "${summaryMeasurement}")
  |> to(bucket: ${name}, org: ${fluxString(org)}, tagColumns: ["entity_id"])`
  const written = (await client.flux.rows(org, flux, { timeoutMs: 120_000, signal })).length
  let expected = 0
  for (const entity of tagValues(set, 'entity_id')) expected += windowsWith(set, `entity_id=${entity}`, { hours: 1 })
  if (written === expected) return
  throw new FluxproofError({
    operation: `write the hourly means of bucket ${bucket}`,
    expected: `${expected} rows`,
    found: String(written),
  })
}
