import type { FluxRow } from '../../client/annotated-csv.ts'
import { fluxString } from '../../contract/flux-string.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf, tagSetKey } from '../keys.ts'
import { needKey, type RequiredNeed } from '../needs.ts'
import type { PointsAndValues } from '../observation.ts'
import { numberOf, tagsOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import { countOfTimes } from './count-of-times.ts'

/** Two pipelines: how many points every tag set has, whatever their fields, and how many values of each required field. */
export function requiredParts(need: RequiredNeed, nowNs: bigint): readonly [points: FluxPart, values: FluxPart] {
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, [need.measurement])
  const named = need.fields.map((field) => `r._field == ${fluxString(field)}`).join(' or ')
  const { bucket } = need
  return [
    { key: keyOf('points', needKey(need)), bucket, flux: `${source} |> ${countOfTimes}` },
    {
      key: keyOf('values', needKey(need)),
      bucket,
      flux: `${source} |> filter(fn: (r) => ${named}) |> count() |> drop(columns: ["_start", "_stop"])`,
    },
  ]
}

export function readRequired(points: readonly FluxRow[], values: readonly FluxRow[]): PointsAndValues {
  const byField = new Map<string, Map<string, number>>()
  for (const row of values) {
    const field = textOf(row, '_field')
    const counts = byField.get(field) ?? new Map<string, number>()
    counts.set(tagSetKey(tagsOf(row)), numberOf(row, '_value') ?? 0)
    byField.set(field, counts)
  }
  return {
    points: points.map((row) => ({ tags: tagsOf(row), count: numberOf(row, '_value') ?? 0 })),
    values: byField,
  }
}
