import type { FluxRow } from '../../client/annotated-csv.ts'
import { fluxString } from '../../contract/flux-string.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf, tagSetKey } from '../keys.ts'
import { needKey, type RangeNeed, rangeKey } from '../needs.ts'
import type { FieldTypes, Profile, SeriesRange } from '../observation.ts'
import { type Reading, read } from '../reading.ts'
import { numberOf, tagsOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

const numeric: ReadonlySet<FieldType> = new Set(['float', 'integer', 'unsigned'])

/** Every type that a field is known to have had: in the window by its profile, and in any shard by SHOW FIELD KEYS where that could be read. */
export function typesOfField(
  profile: Profile,
  fieldTypes: FieldTypes | undefined,
  { measurement, field }: { readonly measurement: string; readonly field: string },
): ReadonlySet<FieldType> {
  const types = new Set(fieldTypes?.get(measurement)?.get(field))
  for (const series of profile.get(measurement) ?? []) {
    if (series.field === field) types.add(series.type)
  }
  return types
}

/** The fields whose extremes can be read: with data, and of one numeric type. max() of text or booleans is a panic in the server. */
export function readableFields(need: RangeNeed, profile: Profile, fieldTypes: FieldTypes | undefined): string[] {
  return need.fields
    .map((one) => one.field)
    .filter((field) => {
      const types = [...typesOfField(profile, fieldTypes, { measurement: need.measurement, field })]
      return types.length === 1 && types.every((type) => numeric.has(type))
    })
}

export function rangeParts(need: RangeNeed, fields: readonly string[], nowNs: bigint): FluxPart[] {
  if (fields.length === 0) return []
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, [need.measurement])
  const named = fields.map((field) => `r._field == ${fluxString(field)}`).join(' or ')
  return (['min', 'max'] as const).map((fn) => ({
    key: partKey(need, fn),
    bucket: need.bucket,
    flux: `${source} |> filter(fn: (r) => ${named}) |> ${fn}()`,
  }))
}

/** The extremes of each field, by `rangeKey`. */
export function readRanges(
  need: RangeNeed,
  fields: readonly string[],
  results: ReadonlyMap<string, Reading<readonly FluxRow[]>>,
): Map<string, Reading<readonly SeriesRange[]>> {
  const ranges = new Map<string, Reading<readonly SeriesRange[]>>()
  const least = results.get(partKey(need, 'min'))
  const most = results.get(partKey(need, 'max'))
  for (const field of fields) {
    const key = rangeKey(need, field)
    if (least === undefined || most === undefined) continue
    if (!least.ok) {
      ranges.set(key, least)
      continue
    }
    if (!most.ok) {
      ranges.set(key, most)
      continue
    }
    const maxima = new Map(most.value.filter(ofField).map((row) => [tagSetKey(tagsOf(row)), numberOf(row, '_value')]))
    const series: SeriesRange[] = []
    for (const row of least.value.filter(ofField)) {
      const tags = tagsOf(row)
      const min = numberOf(row, '_value')
      const max = maxima.get(tagSetKey(tags))
      if (min !== undefined && max !== undefined) series.push({ tags, min, max })
    }
    ranges.set(key, read(series))

    function ofField(row: FluxRow): boolean {
      return textOf(row, '_field') === field
    }
  }
  return ranges
}

function partKey(need: RangeNeed, fn: string): string {
  return keyOf('range', needKey(need), fn)
}
