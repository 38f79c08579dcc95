import type { FluxRow } from '../../client/annotated-csv.ts'
import { fluxStrings } from '../../client/flux-literal.ts'
import { fluxString } from '../../contract/flux-string.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import { type GapNeed, gapKey } from '../needs.ts'
import type { Gap } from '../observation.ts'
import { bigintOf, tagsOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/** The longest distance between neighbouring points of each stream: the tags of `by` split a measurement into streams. */
export function gapPart(need: GapNeed, nowNs: bigint): FluxPart {
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, [need.measurement])
  const steps = [
    ...(need.field === undefined ? [] : [`filter(fn: (r) => r._field == ${fluxString(need.field)})`]),
    `keep(columns: ${fluxStrings(['_time', ...need.by])})`,
    `group(columns: ${fluxStrings(need.by)})`,
    'sort(columns: ["_time"])',
    'duplicate(column: "_time", as: "_value")',
    'toInt()',
    'difference()',
    'max()',
  ]
  return { key: gapPartKey(need), bucket: need.bucket, flux: [source, ...steps].join(' |> ') }
}

export function gapPartKey(need: GapNeed): string {
  return keyOf('gap', gapKey(need))
}

/** The longest gap of all streams. */
export function readGap(rows: readonly FluxRow[]): Gap | undefined {
  let longest: Gap | undefined
  for (const row of rows) {
    const lengthNs = bigintOf(row, '_value')
    if (lengthNs === undefined || (longest !== undefined && longest.lengthNs >= lengthNs)) continue
    longest = { lengthNs, endNs: bigintOf(row, '_time') ?? 0n, stream: tagsOf(row) }
  }
  return longest
}
