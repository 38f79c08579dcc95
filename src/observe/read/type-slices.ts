import type { FluxRow } from '../../client/annotated-csv.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import { shardStart } from '../../schema/shard-start.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import { type ProfileNeed, profileKey } from '../needs.ts'
import type { FieldTypes } from '../observation.ts'
import { type Reading, read, unreadable } from '../reading.ts'
import { fieldTypeOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'

/** Shard groups looked at one by one, at most: two months of days. */
const mostSlices = 70

/** One shard group of a window, but not its last: the profile shows the types of that. */
export interface TypeSlice {
  readonly need: ProfileNeed
  readonly startNs: bigint
  readonly stopNs: bigint
}

/**
 * Cuts a window at the bounds of shard groups: within one, a field has one type. Read one by one they show a flip that a query over all of them hides;
 * for where SHOW FIELD KEYS cannot be asked, since a token asks it in its own org only. @param shardGroupNs length of the bucket's shard groups.
 */
export function typeSlices(need: ProfileNeed, shardGroupNs: bigint, nowNs: bigint): Reading<readonly TypeSlice[]> {
  const startNs = nowNs - need.windowNs
  const last = shardStart(nowNs, shardGroupNs)
  const count = (last - shardStart(startNs, shardGroupNs)) / shardGroupNs
  if (count > mostSlices) {
    return unreadable(
      `bucket ${need.bucket} has ${count} shard groups in the window, too many to read one by one`,
      'Use a token of the org itself, which may ask SHOW FIELD KEYS, or shorten --lookback',
    )
  }
  const slices: TypeSlice[] = []
  for (let from = startNs; from < last; from = shardStart(from, shardGroupNs) + shardGroupNs) {
    slices.push({ need, startNs: from, stopNs: shardStart(from, shardGroupNs) + shardGroupNs - 1n })
  }
  return read(slices)
}

export function slicePart(slice: TypeSlice): FluxPart {
  const { need, startNs, stopNs } = slice
  const source = fluxSource(need.bucket, { startNs, stopNs }, need.measurements)
  return {
    key: sliceKey(slice),
    bucket: need.bucket,
    flux: `${source} |> first() |> drop(columns: ["_start", "_stop", "_time"])`,
  }
}

/** The types of a bucket by its slices; not read as soon as one slice was not. */
export function typesFromSlices(
  slices: readonly TypeSlice[],
  results: ReadonlyMap<string, Reading<readonly FluxRow[]>>,
): Reading<FieldTypes> {
  const types = new Map<string, Map<string, Set<FieldType>>>()
  for (const slice of slices) {
    const reading = results.get(sliceKey(slice))
    if (reading === undefined) return unreadable('the types of a shard group were not read', 'Run it again')
    if (!reading.ok) return reading
    for (const row of reading.value) {
      const measurement = textOf(row, '_measurement')
      const field = textOf(row, '_field')
      const fields = types.get(measurement) ?? new Map<string, Set<FieldType>>()
      fields.set(field, (fields.get(field) ?? new Set<FieldType>()).add(fieldTypeOf(row)))
      types.set(measurement, fields)
    }
  }
  return read(types)
}

function sliceKey({ need, startNs }: TypeSlice): string {
  return keyOf('slice', profileKey(need.bucket, need.windowNs), startNs)
}
