import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import { type ProfileNeed, profileKey } from '../needs.ts'
import type { Profile, SeriesFact } from '../observation.ts'
import { bigintOf, fieldTypeOf, tagsOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/** The last point of every series, which storage finds without reading the others. */
export function profilePart(need: ProfileNeed, nowNs: bigint): FluxPart {
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, need.measurements)
  return {
    key: keyOf('profile', profileKey(need.bucket, need.windowNs)),
    bucket: need.bucket,
    flux: `${source} |> last() |> drop(columns: ["_start", "_stop"])`,
  }
}

/** All series by measurement: one row of `profilePart` each. */
export function readProfile(rows: readonly FluxRow[]): Profile {
  const profile = new Map<string, SeriesFact[]>()
  for (const row of rows) {
    const measurement = textOf(row, '_measurement')
    const series = profile.get(measurement) ?? []
    series.push({
      tags: tagsOf(row),
      field: textOf(row, '_field'),
      type: fieldTypeOf(row),
      lastNs: bigintOf(row, '_time') ?? 0n,
    })
    profile.set(measurement, series)
  }
  return profile
}
