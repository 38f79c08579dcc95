import type { FieldType } from '../../line-protocol/types.ts'
import type { BucketData } from './bucket-data.ts'
import { compareBytes } from './byte-order.ts'
import { type ColumnView, type FieldColumn, joinViews } from './field-column.ts'
import type { SeriesEntry } from './series-registry.ts'
import type { MeasurementInShard, SeriesInShard, Shard } from './shard.ts'
import type { ReadRequest, SeriesSlice } from './types.ts'

/** The stop that no Flux range gets past: the largest time of a point, exclusive. */
const lastReadableStopNs = 9_223_372_036_854_775_806n

/** The series of a bucket with their values in the requested range, in series order. */
export function readSeries(bucket: BucketData, request: ReadRequest): SeriesSlice[] {
  const stop = request.lastNanosecond !== true && request.stop > lastReadableStopNs ? lastReadableStopNs : request.stop
  const shards = bucket.shardsIn(request.start, stop)
  if (shards.length === 0) return []
  bucket.registry.rank()
  const slices: SeriesSlice[] = []
  for (const name of measurementNames(shards)) {
    const reader = new MeasurementReader(name, shards, { ...request, stop })
    reader.readInto(slices)
  }
  return slices
}

function measurementNames(shards: readonly Shard[]): string[] {
  if (shards.length === 1) return [...(shards[0] as Shard).measurements.keys()].sort(compareBytes)
  const names = new Set<string>()
  for (const shard of shards) for (const name of shard.measurements.keys()) names.add(name)
  return [...names].sort(compareBytes)
}

/** Reads one measurement over shards in which a field may have different types. */
class MeasurementReader {
  #parts: readonly MeasurementInShard[]
  #request: ReadRequest
  #readable: ReadonlyMap<string, ReadonlySet<MeasurementInShard>>

  constructor(name: string, shards: readonly Shard[], request: ReadRequest) {
    this.#parts = shards.flatMap((shard) => shard.measurements.get(name) ?? [])
    this.#request = request
    this.#readable = readableParts(this.#parts, request.direction ?? 'ascending')
  }

  readInto(slices: SeriesSlice[]): void {
    const [first] = this.#parts
    if (this.#parts.length === 1 && first) {
      for (const series of first.orderedSeries()) {
        for (const field of series.fields()) {
          const column = series.columns.get(field)
          if (column) this.#push(slices, series.entry, { field, columns: [column] })
        }
      }
      return
    }
    for (const [entry, parts] of this.#seriesParts()) {
      for (const field of fieldsOf(parts)) {
        const readable = this.#readable.get(field)
        const columns = parts.flatMap(([part, series]) =>
          readable?.has(part) === true ? (series.columns.get(field) ?? []) : [],
        )
        this.#push(slices, entry, { field, columns })
      }
    }
  }

  #push(
    slices: SeriesSlice[],
    entry: SeriesEntry,
    { field, columns }: { field: string; columns: readonly FieldColumn[] },
  ): void {
    const { measurement, tags } = entry
    if (this.#request.matches?.({ measurement, tags, field }) === false) return
    const { start, stop } = this.#request
    const [only] = columns
    const view = columns.length === 1 ? only?.view(start, stop) : joined(columns, start, stop)
    if (view) slices.push({ measurement, tags, field, times: view.times, column: view.column })
  }

  /** Series by rank, each with the parts that hold it, earliest first. */
  #seriesParts(): [SeriesEntry, [MeasurementInShard, SeriesInShard][]][] {
    const parts = new Map<SeriesEntry, [MeasurementInShard, SeriesInShard][]>()
    for (const part of this.#parts) {
      for (const [entry, series] of part.series) {
        const known = parts.get(entry)
        if (known) known.push([part, series])
        else parts.set(entry, [[part, series]])
      }
    }
    return [...parts].sort(([a], [b]) => a.rank - b.rank)
  }
}

function fieldsOf(parts: readonly [MeasurementInShard, SeriesInShard][]): readonly string[] {
  const [first] = parts
  if (parts.length === 1 && first) return first[1].fields()
  const fields = new Set<string>()
  for (const [, series] of parts) for (const field of series.columns.keys()) fields.add(field)
  return [...fields].sort(compareBytes)
}

function joined(columns: readonly FieldColumn[], start: bigint, stop: bigint): ColumnView | undefined {
  return joinViews(columns.flatMap((column) => column.view(start, stop) ?? []))
}

/**
 * Which shards' parts a read of each field takes: those where the field has the type of the first shard that knows it,
 * up to the first shard where it has another type. Shards that do not know it are passed over
 * (storage/reads/array_cursor.go: a cursor of another type ends the read, of whichever series).
 */
function readableParts(
  parts: readonly MeasurementInShard[],
  direction: 'ascending' | 'descending',
): ReadonlyMap<string, ReadonlySet<MeasurementInShard>> {
  const readable = new Map<string, Set<MeasurementInShard>>()
  const types = new Map<string, FieldType | 'ended'>()
  for (const part of direction === 'ascending' ? parts : parts.toReversed()) {
    for (const [field, type] of part.types) {
      const known = types.get(field)
      if (known === undefined) {
        types.set(field, type)
        readable.set(field, new Set([part]))
      } else if (known === type) readable.get(field)?.add(part)
      else types.set(field, 'ended')
    }
  }
  return readable
}
