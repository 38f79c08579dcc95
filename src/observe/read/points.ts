import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf, tagSetKey } from '../keys.ts'
import { type MeasurementNeed, needKey } from '../needs.ts'
import { numberOf, tagsOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import { countOfTimes } from './count-of-times.ts'

/** Counts points (distinct times) per tag set, whatever their fields: without `_value` tables of different types can meet. */
export function pointsPart(need: MeasurementNeed, nowNs: bigint): FluxPart {
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, [need.measurement])
  return {
    key: pointsKey(need),
    bucket: need.bucket,
    flux: `${source} |> ${countOfTimes}`,
  }
}

export function pointsKey(need: MeasurementNeed): string {
  return keyOf('points', needKey(need))
}

/** Points by tag set. */
export function readPoints(rows: readonly FluxRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map((row) => [tagSetKey(tagsOf(row)), numberOf(row, '_value') ?? 0]))
}
