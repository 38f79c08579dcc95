import type { ReadRequest, SeriesSlice } from '../../storage/types.ts'
import type { Runtime } from '../interpreter/runtime.ts'
import { FluxError } from '../language/flux-error.ts'
import type { ReadSpec } from '../plan/read-spec.ts'
import type { Cell } from '../table/column.ts'
import { compareStrings, type KeyColumn } from '../table/group-key.ts'
import type { ColumnType } from '../values/value.ts'
import { decide, mayMatch } from './storage-predicate.ts'

/** The id of the bucket that a read names; an unknown name is "not found". */
export function bucketIdOf({ bucket: reference }: ReadSpec, { host }: Runtime): string {
  const bucket = host.findBucket(reference)
  if (bucket !== undefined) return bucket.id
  if ('id' in reference) {
    throw new FluxError(`bucket "${reference.id}" not found`, { code: 'internal error' })
  }
  throw new FluxError(`could not find bucket "${reference.name}"`, { code: 'not found' })
}

/**
 * The series of a read, cut to its range and predicate, without those that have no row left.
 * @param options.direction `descending` for last() over the range, which takes the type of the latest shard.
 */
export function* readSeries(
  spec: ReadSpec,
  runtime: Runtime,
  { direction = 'ascending' }: Pick<ReadRequest, 'direction'> = {},
): Iterable<SeriesSlice> {
  const { predicate, start, stop } = spec
  const request = { bucketId: bucketIdOf(spec, runtime), start, stop, direction }
  if (predicate === undefined) {
    yield* runtime.host.read(request)
    return
  }
  for (const slice of runtime.host.read({ ...request, matches: (series) => mayMatch(predicate, series) })) {
    const decision = decide(predicate, slice, slice.column.type)
    if (decision === true) yield slice
    if (typeof decision !== 'function') continue
    const kept = keep(slice, decision)
    if (kept !== undefined) yield kept
  }
}

function keep(slice: SeriesSlice, decision: (cell: Cell) => boolean): SeriesSlice | undefined {
  const { column, times } = slice
  const rows: number[] = []
  for (let row = 0; row < times.length; row++) {
    const cell = column.values[row]
    const value = column.type === 'boolean' ? cell === 1 : (cell ?? null)
    if (decision(value)) rows.push(row)
  }
  if (rows.length === 0) return undefined
  if (rows.length === times.length) return slice
  return { ...slice, times: BigInt64Array.from(rows, (row) => times[row] ?? 0n), column: pick(column, rows) }
}

function pick(column: SeriesSlice['column'], rows: readonly number[]): SeriesSlice['column'] {
  switch (column.type) {
    case 'float':
      return { type: 'float', values: Float64Array.from(rows, (row) => column.values[row] ?? 0) }
    case 'integer':
      return { type: 'integer', values: BigInt64Array.from(rows, (row) => column.values[row] ?? 0n) }
    case 'unsigned':
      return { type: 'unsigned', values: BigUint64Array.from(rows, (row) => column.values[row] ?? 0n) }
    case 'string':
      return { type: 'string', values: rows.map((row) => column.values[row] ?? '') }
    case 'boolean':
      return { type: 'boolean', values: Uint8Array.from(rows, (row) => column.values[row] ?? 0) }
  }
}

const columnTypes: Readonly<Record<SeriesSlice['column']['type'], ColumnType>> = {
  float: 'float',
  integer: 'int',
  unsigned: 'uint',
  string: 'string',
  boolean: 'bool',
}

export function columnTypeOfSlice({ column }: SeriesSlice): ColumnType {
  return columnTypes[column.type]
}

/** Values as cells: bits become booleans, everything else is taken as it is. */
export function cellsOfSlice({ column }: SeriesSlice): ArrayLike<Cell> {
  return column.type === 'boolean' ? Array.from(column.values, (value) => value === 1) : column.values
}

/** `_field`, `_measurement` and the tags, by label: how storage orders a table's columns. */
export function labelsOf({ measurement, field, tags }: Omit<SeriesSlice, 'times' | 'column'>): KeyColumn[] {
  const labels: KeyColumn[] = [
    { label: '_field', type: 'string', value: field },
    { label: '_measurement', type: 'string', value: measurement },
  ]
  for (const [label, value] of tags) labels.push({ label, type: 'string', value })
  // Tags are sorted: only one below the first two is out of its place.
  const [first] = tags
  if (first === undefined || compareStrings('_measurement', first[0]) < 0) return labels
  return labels.sort((a, b) => compareStrings(a.label, b.label))
}

/** `_start` and `_stop` as key columns. */
export function boundsOfRead({ start, stop }: { start: bigint; stop: bigint }): KeyColumn[] {
  return [
    { label: '_start', type: 'time', value: start },
    { label: '_stop', type: 'time', value: stop },
  ]
}
