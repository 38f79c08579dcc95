import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FluxType } from '../../client/flux-value.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf, tagSetKey } from '../keys.ts'
import { type ProfileNeed, profileKey } from '../needs.ts'
import type { Profile, SeriesFact } from '../observation.ts'
import { type Reading, read } from '../reading.ts'
import { bigintOf, numberOf, tagsOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/** Aggregates that storage computes itself: no point of the window is sent. */
const aggregates = ['first', 'last', 'count'] as const

/** The three pipelines that give a profile: the first and last point of every series and their number. */
export function profileParts(need: ProfileNeed, nowNs: bigint): FluxPart[] {
  const source = fluxSource(need.bucket, { startNs: nowNs - need.windowNs, stopNs: nowNs }, need.measurements)
  return aggregates.map((fn) => ({
    key: partKey(need, fn),
    bucket: need.bucket,
    flux: `${source} |> ${fn}()`,
  }))
}

/** The profile that the rows of `profileParts` give. A series is a row of `first`; `last` alone shows a type that flipped. */
export function readProfile(
  need: ProfileNeed,
  results: ReadonlyMap<string, Reading<readonly FluxRow[]>>,
): Reading<Profile> {
  const rows: Partial<Record<(typeof aggregates)[number], readonly FluxRow[]>> = {}
  for (const fn of aggregates) {
    const reading = results.get(partKey(need, fn))
    if (reading === undefined) continue
    if (!reading.ok) return reading
    rows[fn] = reading.value
  }
  const lasts = indexBySeries(rows.last ?? [])
  const counts = indexBySeries(rows.count ?? [])
  const profile = new Map<string, SeriesFact[]>()
  for (const row of rows.first ?? []) {
    const key = seriesKey(row)
    const last = lasts.get(key) ?? row
    const measurement = textOf(row, '_measurement')
    const series = profile.get(measurement) ?? []
    const counted = counts.get(key)
    series.push({
      tags: tagsOf(row),
      field: textOf(row, '_field'),
      firstType: fieldTypeOf(row),
      lastType: fieldTypeOf(last),
      lastNs: bigintOf(last, '_time') ?? bigintOf(row, '_time') ?? 0n,
      count: counted === undefined ? 0 : (numberOf(counted, '_value') ?? 0),
    })
    profile.set(measurement, series)
  }
  return read(profile)
}

function partKey({ bucket, windowNs }: ProfileNeed, fn: string): string {
  return keyOf('profile', profileKey(bucket, windowNs), fn)
}

function indexBySeries(rows: readonly FluxRow[]): Map<string, FluxRow> {
  return new Map(rows.map((row) => [seriesKey(row), row]))
}

function seriesKey(row: FluxRow): string {
  return keyOf(textOf(row, '_measurement'), textOf(row, '_field'), tagSetKey(tagsOf(row)))
}

const fieldTypes: Partial<Record<FluxType, FieldType>> = {
  double: 'float',
  long: 'integer',
  unsignedLong: 'unsigned',
  string: 'string',
  boolean: 'boolean',
}

/** The field type that the type of a row's value stands for. */
export function fieldTypeOf(row: FluxRow): FieldType {
  const type = row.columns.find((column) => column.name === '_value')?.type ?? 'string'
  return fieldTypes[type] ?? 'string'
}
