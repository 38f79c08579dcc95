import type { FluxRow } from '../../client/annotated-csv.ts'
import { fluxString } from '../../contract/flux-string.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { FluxPart, FluxResults } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import { needKey, type RangeNeed, rangeKey } from '../needs.ts'
import type { Extreme, FieldRange, FieldTypes, Profile } from '../observation.ts'
import { converted, type Reading, read, unreadable } from '../reading.ts'
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

/** Two pipelines: the least and the greatest value of each field, with the tags of its point. The first of each pair of calls is storage's own. */
export function rangeParts(need: RangeNeed, fields: readonly string[], nowNs: bigint): FluxPart[] {
  if (fields.length === 0) return []
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, [need.measurement])
  const named = fields.map((field) => `r._field == ${fluxString(field)}`).join(' or ')
  return (['min', 'max'] as const).map((fn) => ({
    key: partKey(need, fn),
    bucket: need.bucket,
    flux: `${source} |> filter(fn: (r) => ${named}) |> ${fn}() |> group(columns: ["_measurement", "_field"]) |> ${fn}()`,
  }))
}

/** The extremes of each field, by `rangeKey`. */
export function readRanges(
  need: RangeNeed,
  fields: readonly string[],
  results: FluxResults,
): Map<string, Reading<FieldRange>> {
  const least = converted(results.get(partKey(need, 'min')), extremesByField)
  const most = converted(results.get(partKey(need, 'max')), extremesByField)
  const ranges = new Map<string, Reading<FieldRange>>()
  for (const field of fields) ranges.set(rangeKey(need, field), rangeOf(field, least, most))
  return ranges
}

type Extremes = ReadonlyMap<string, Extreme>

function extremesByField(rows: readonly FluxRow[]): Extremes {
  return new Map(rows.map((row) => [textOf(row, '_field'), { value: numberOf(row, '_value') ?? 0, tags: tagsOf(row) }]))
}

function rangeOf(field: string, least: Reading<Extremes>, most: Reading<Extremes>): Reading<FieldRange> {
  if (!least.ok) return least
  if (!most.ok) return most
  const min = least.value.get(field)
  const max = most.value.get(field)
  return min === undefined || max === undefined
    ? unreadable(`the query gave no extremes of ${field}`, 'Run it again')
    : read({ min, max })
}

function partKey(need: RangeNeed, fn: string): string {
  return keyOf('range', needKey(need), fn)
}
