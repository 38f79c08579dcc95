import type { FluxRow } from '../../client/annotated-csv.ts'
import { fluxString } from '../../contract/flux-string.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import { needKey, type RequiredNeed } from '../needs.ts'
import type { PointsAndValues } from '../observation.ts'
import { numberOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import { countOfTimes } from './count-of-times.ts'

/** Two pipelines: how many points there are, whatever their fields, and how many values of each required field. No tag set has more values than points, so the sums tell. */
export function requiredParts(need: RequiredNeed, nowNs: bigint): readonly [points: FluxPart, values: FluxPart] {
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, [need.measurement])
  const named = need.fields.map((field) => `r._field == ${fluxString(field)}`).join(' or ')
  const { bucket } = need
  return [
    {
      key: keyOf('points', needKey(need)),
      bucket,
      flux: `${source} |> ${countOfTimes} |> keep(columns: ["_value"]) |> group() |> sum()`,
    },
    {
      key: keyOf('values', needKey(need)),
      bucket,
      flux: `${source} |> filter(fn: (r) => ${named}) |> count() |> group(columns: ["_field"]) |> sum()`,
    },
  ]
}

export function readRequired(points: readonly FluxRow[], values: readonly FluxRow[]): PointsAndValues {
  return {
    points: points.reduce((sum, row) => sum + (numberOf(row, '_value') ?? 0), 0),
    values: new Map(values.map((row) => [textOf(row, '_field'), numberOf(row, '_value') ?? 0])),
  }
}
