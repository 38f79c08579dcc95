import type { FieldType } from '../../line-protocol/types.ts'
import type { BucketData } from './bucket-data.ts'
import { compareBytes } from './byte-order.ts'
import { type ColumnView, FieldColumn } from './field-column.ts'
import type { SeriesEntry } from './series-registry.ts'
import type { MeasurementInShard, Shard } from './shard.ts'
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
    if (reader.onlyPart) reader.readPart(reader.onlyPart, slices)
    else reader.readParts(bucket.registry.seriesOf(name), slices)
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

  constructor(name: string, shards: readonly Shard[], request: ReadRequest) {
    this.#parts = shards.flatMap((shard) => shard.measurements.get(name) ?? [])
    this.#request = request
  }

  get onlyPart(): MeasurementInShard | undefined {
    return this.#parts.length === 1 ? this.#parts[0] : undefined
  }

  readPart(part: MeasurementInShard, slices: SeriesSlice[]): void {
    const { start, stop } = this.#request
    for (const series of part.orderedSeries()) {
      for (const field of series.fields()) {
        if (!this.#isWanted(series.entry, field)) continue
        push(slices, { entry: series.entry, field, view: series.columns.get(field)?.view(start, stop) })
      }
    }
  }

  /** @param candidates all series that any part may hold, in order. */
  readParts(candidates: readonly SeriesEntry[], slices: SeriesSlice[]): void {
    const { start, stop, direction = 'ascending' } = this.#request
    const readable = readableParts(this.#parts, direction)
    const fields = [...readable.keys()].sort(compareBytes)
    for (const entry of candidates) {
      for (const field of fields) {
        if (!this.#isWanted(entry, field)) continue
        const columns: FieldColumn[] = []
        for (const part of readable.get(field) ?? []) {
          const column = part.series.get(entry)?.columns.get(field)
          if (column) columns.push(column)
        }
        push(slices, { entry, field, view: FieldColumn.viewAll(columns, start, stop) })
      }
    }
  }

  #isWanted({ measurement, tags }: SeriesEntry, field: string): boolean {
    return this.#request.matches?.({ measurement, tags, field }) !== false
  }
}

function push(
  slices: SeriesSlice[],
  { entry, field, view }: { entry: SeriesEntry; field: string; view: ColumnView | undefined },
): void {
  const { measurement, tags } = entry
  if (view) slices.push({ measurement, tags, field, times: view.times, column: view.column })
}

/**
 * Which shards' parts a read of each field takes: those where the field has the type of the first shard that knows it,
 * up to the first shard where it has another type; earliest first. Shards that do not know it are passed over
 * (storage/reads/array_cursor.go: a cursor of another type ends the read, of whichever series).
 */
function readableParts(
  parts: readonly MeasurementInShard[],
  direction: 'ascending' | 'descending',
): ReadonlyMap<string, readonly MeasurementInShard[]> {
  const readable = new Map<string, MeasurementInShard[]>()
  const types = new Map<string, FieldType | 'ended'>()
  for (const part of direction === 'ascending' ? parts : parts.toReversed()) {
    for (const [field, type] of part.types) {
      const known = types.get(field)
      if (known === undefined) {
        types.set(field, type)
        readable.set(field, [part])
      } else if (known === type) readable.get(field)?.push(part)
      else types.set(field, 'ended')
    }
  }
  if (direction === 'descending') for (const parts of readable.values()) parts.reverse()
  return readable
}
