import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import type { VolumeNeed } from '../needs.ts'
import type { PointCount } from '../observation.ts'
import { numberOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import { countOfTimes } from './count-of-times.ts'

/** Counts the values of every field, which storage does series by series. */
export function volumePart(need: VolumeNeed, nowNs: bigint): FluxPart {
  const steps = 'count() |> group(columns: ["_measurement", "_field"]) |> sum()'
  return { key: keyOf('volume', volumeKey(need)), bucket: need.bucket, flux: `${sourceOf(need, nowNs)} |> ${steps}` }
}

/** Counts points exactly: every point of the span is read by the server, so this is asked for only where the bounds do not decide. */
export function exactVolumePart(need: VolumeNeed, nowNs: bigint): FluxPart {
  const steps = `${countOfTimes} |> keep(columns: ["_value"]) |> group() |> sum()`
  return {
    key: keyOf('exact-volume', volumeKey(need)),
    bucket: need.bucket,
    flux: `${sourceOf(need, nowNs)} |> ${steps}`,
  }
}

export function volumeKey({ bucket, overNs }: Pick<VolumeNeed, 'bucket' | 'overNs'>): string {
  return keyOf(bucket, overNs)
}

/**
 * Bounds of the number of points, from values per field. A measurement has at least as many points as its fullest field has values,
 * and at most as many as all its fields have together.
 */
export function volumeBounds(rows: readonly FluxRow[]): PointCount {
  const fullest = new Map<string, number>()
  let most = 0
  for (const row of rows) {
    const count = numberOf(row, '_value') ?? 0
    const measurement = textOf(row, '_measurement')
    fullest.set(measurement, Math.max(fullest.get(measurement) ?? 0, count))
    most += count
  }
  return { least: [...fullest.values()].reduce((a, b) => a + b, 0), most }
}

/** True when both bounds lead to the same verdict. */
export function boundsDecide({ least, most }: PointCount, need: VolumeNeed): boolean {
  const side = (points: number) => (points < need.least ? -1 : points > need.most ? 1 : 0)
  return side(least) === side(most)
}

/** The points that `exactVolumePart` counted. */
export function exactCount(rows: readonly FluxRow[]): PointCount {
  const points = rows.reduce((sum, row) => sum + (numberOf(row, '_value') ?? 0), 0)
  return { least: points, most: points }
}

function sourceOf(need: VolumeNeed, nowNs: bigint): string {
  return fluxSource(need.bucket, { startNs: nowNs - need.overNs, stopNs: nowNs })
}
