import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FieldTypes, Profile } from '../observation.ts'
import { type Reading, read } from '../reading.ts'
import { sliceKey, type TypeSlice, typesOfRows } from './type-slices.ts'

/** True when SHOW FIELD KEYS names every field of the profiles with the types seen there. Else it was answered from another org's bucket of the same name. */
export function agrees(types: FieldTypes, profiles: Iterable<Profile>): boolean {
  for (const profile of profiles) {
    for (const [measurement, series] of profile) {
      const fields = types.get(measurement)
      for (const { field, firstType, lastType } of series) {
        const known = fields?.get(field)
        if (known === undefined || !known.has(firstType) || !known.has(lastType)) return false
      }
    }
  }
  return true
}

/** The types of a bucket from slices; not read as soon as one slice was not. */
export function typesFromSlices(
  slices: readonly TypeSlice[],
  results: ReadonlyMap<string, Reading<readonly FluxRow[]>>,
): Reading<FieldTypes> | undefined {
  const rows: FluxRow[] = []
  for (const slice of slices) {
    const reading = results.get(sliceKey(slice))
    if (reading === undefined) return undefined
    if (!reading.ok) return reading
    rows.push(...reading.value)
  }
  return read(typesOfRows(rows))
}
