import type { FluxRow } from '../../client/annotated-csv.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf, tagSetKey } from '../keys.ts'
import { needKey } from '../needs.ts'
import { type DataContext, runParts } from '../read/context.ts'
import { bigintOf, numberOf, tagsOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/**
 * How often the series of each measurement get points in the look-back: by `needKey` with window 0, the median over its series of the mean distance, nanoseconds.
 * A measurement without a series of two points has none. All of it is storage's own: count, first and last of each series.
 */
export async function readCadences(
  client: InfluxClient,
  buckets: readonly string[],
  { context, lookbackNs }: { readonly context: DataContext; readonly lookbackNs: bigint },
): Promise<ReadonlyMap<string, bigint>> {
  const { nowNs } = context
  const part = (bucket: string, fn: 'count' | 'first' | 'last'): FluxPart => ({
    key: keyOf('cadence', bucket, fn),
    bucket,
    flux: `${fluxSource(bucket, { startNs: nowNs - lookbackNs, stopNs: nowNs })} |> ${fn}() |> drop(columns: ["_start", "_stop"])`,
  })
  const parts = buckets.flatMap((bucket) => [part(bucket, 'count'), part(bucket, 'first'), part(bucket, 'last')])
  const results = await runParts(client, parts, context)
  const cadences = new Map<string, bigint>()
  for (const bucket of buckets) {
    const rows = (fn: 'count' | 'first' | 'last'): readonly FluxRow[] => {
      const reading = results.get(part(bucket, fn).key)
      return reading?.ok ? reading.value : []
    }
    const byMeasurement = new Map<string, bigint[]>()
    const firsts = timesOf(rows('first'))
    const lasts = timesOf(rows('last'))
    for (const row of rows('count')) {
      const points = numberOf(row, '_value') ?? 0
      const from = firsts.get(seriesOf(row))
      const to = lasts.get(seriesOf(row))
      if (points < 2 || from === undefined || to === undefined) continue
      const measurement = textOf(row, '_measurement')
      const distances = byMeasurement.get(measurement) ?? []
      byMeasurement.set(measurement, distances)
      distances.push((to - from) / BigInt(points - 1))
    }
    for (const [measurement, distances] of byMeasurement) {
      const median = distances.sort((a, b) => (a < b ? -1 : 1))[distances.length >> 1]
      if (median !== undefined) cadences.set(needKey({ bucket, measurement, windowNs: 0n }), median)
    }
  }
  return cadences
}

function timesOf(rows: readonly FluxRow[]): Map<string, bigint> {
  return new Map(rows.map((row) => [seriesOf(row), bigintOf(row, '_time') ?? 0n]))
}

function seriesOf(row: FluxRow): string {
  return keyOf(textOf(row, '_measurement'), textOf(row, '_field'), tagSetKey(tagsOf(row)))
}
