import type { FluxRow } from '../../client/annotated-csv.ts'
import { secondNs } from '../../contract/duration.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import type { FluxPart } from '../flux-batch.ts'
import { keyOf } from '../keys.ts'
import { type ProfileNeed, profileKey } from '../needs.ts'
import type { FieldTypes } from '../observation.ts'
import { type Reading, read, unreadable } from '../reading.ts'
import { textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import { fieldTypeOf } from './profile.ts'

/** Shard groups looked at one by one, at most: two months of days. */
const mostSlices = 70

/** From the server's zero of time, 0001-01-01T00:00:00Z, to 1970: shard groups are counted from there. */
const zeroToEpochNs = 62_135_596_800n * secondNs

/** One shard group between the first and the last of a window. */
export interface TypeSlice {
  readonly need: ProfileNeed
  readonly startNs: bigint
  readonly stopNs: bigint
}

/**
 * The shard groups of a window whose types a profile does not show: it gives those of the first and of the last point. None where the window touches two at most.
 * Where SHOW FIELD KEYS cannot be asked (a token asks it in its own org only) these are read one by one. @param shardGroupNs length of the bucket's shard groups.
 */
export function typeSlices(need: ProfileNeed, shardGroupNs: bigint, nowNs: bigint): Reading<readonly TypeSlice[]> {
  const first = startOfShard(nowNs - need.windowNs, shardGroupNs)
  const last = startOfShard(nowNs, shardGroupNs)
  const count = (last - first) / shardGroupNs - 1n
  if (count > mostSlices) {
    return unreadable(
      `bucket ${need.bucket} has ${count} shard groups in the window, too many to read one by one`,
      'Use a token of the org itself, which may ask SHOW FIELD KEYS, or shorten --lookback',
    )
  }
  const slices: TypeSlice[] = []
  for (let startNs = first + shardGroupNs; startNs < last; startNs += shardGroupNs) {
    slices.push({ need, startNs, stopNs: startNs + shardGroupNs - 1n })
  }
  return read(slices)
}

export function slicePart({ need, startNs, stopNs }: TypeSlice): FluxPart {
  const source = fluxSource(need.bucket, { startNs, stopNs }, need.measurements)
  return { key: sliceKey({ need, startNs, stopNs }), bucket: need.bucket, flux: `${source} |> first()` }
}

export function sliceKey({ need, startNs }: TypeSlice): string {
  return keyOf('slice', profileKey(need.bucket, need.windowNs), startNs)
}

/** The types that all slices of a bucket show. */
export function typesOfRows(rows: Iterable<FluxRow>): FieldTypes {
  const types = new Map<string, Map<string, Set<FieldType>>>()
  for (const row of rows) {
    const measurement = textOf(row, '_measurement')
    const field = textOf(row, '_field')
    const fields = types.get(measurement) ?? new Map<string, Set<FieldType>>()
    fields.set(field, (fields.get(field) ?? new Set<FieldType>()).add(fieldTypeOf(row)))
    types.set(measurement, fields)
  }
  return types
}

function startOfShard(timeNs: bigint, shardGroupNs: bigint): bigint {
  return timeNs - ((timeNs + zeroToEpochNs) % shardGroupNs)
}
