import type { FieldType } from '../../line-protocol/types.ts'
import { compareBytes } from './byte-order.ts'
import { FieldColumn } from './field-column.ts'
import type { SeriesEntry } from './series-registry.ts'
import type { Window } from './shard-window.ts'

/**
 * The parts of a shard belong to the snapshot epoch in which they were made. `owned…` give the part itself when it is of
 * the current epoch, else put a copy in its place, so that a snapshot keeps what it has seen.
 */
export class SeriesInShard {
  readonly owner: number
  readonly entry: SeriesEntry
  readonly columns: Map<string, FieldColumn>
  #sortedFields: string[] | undefined

  constructor(owner: number, entry: SeriesEntry, columns = new Map<string, FieldColumn>()) {
    this.owner = owner
    this.entry = entry
    this.columns = columns
  }

  ownedColumn(field: string, epoch: number): FieldColumn | undefined {
    const column = this.columns.get(field)
    if (column === undefined || column.owner === epoch) return column
    const own = column.clone(epoch)
    this.columns.set(field, own)
    return own
  }

  addColumn(field: string, type: FieldType): FieldColumn {
    const column = new FieldColumn(type, this.owner)
    this.columns.set(field, column)
    this.#sortedFields = undefined
    return column
  }

  removeColumn(field: string): void {
    this.columns.delete(field)
    this.#sortedFields = undefined
  }

  fields(): readonly string[] {
    this.#sortedFields ??= [...this.columns.keys()].sort(compareBytes)
    return this.#sortedFields
  }
}

/** What a shard knows of one measurement: the types of its fields and its series. */
export class MeasurementInShard {
  readonly owner: number
  readonly name: string
  /** A type stays until the measurement has lost its last series, even when all values of the field are gone. */
  readonly types: Map<string, FieldType>
  readonly series: Map<SeriesEntry, SeriesInShard>
  /** Series without any value left, which the server goes on listing while the measurement lives. */
  readonly deleted: Set<SeriesEntry>
  /** New series elsewhere change ranks, never the order of these. */
  #ordered: readonly SeriesInShard[] | undefined

  constructor(
    owner: number,
    name: string,
    from?: { types: Map<string, FieldType>; series: Map<SeriesEntry, SeriesInShard>; deleted: Set<SeriesEntry> },
  ) {
    this.owner = owner
    this.name = name
    this.types = new Map(from?.types)
    this.series = new Map(from?.series)
    this.deleted = new Set(from?.deleted)
  }

  ownedSeries(entry: SeriesEntry, epoch: number): SeriesInShard {
    const known = this.series.get(entry)
    if (known?.owner === epoch) return known
    const own = new SeriesInShard(epoch, entry, new Map(known?.columns))
    this.series.set(entry, own)
    this.#ordered = undefined
    if (this.deleted.size > 0) this.deleted.delete(entry)
    return own
  }

  /** Takes a series without values off the index; it stays listed. */
  removeSeries(entry: SeriesEntry): void {
    this.series.delete(entry)
    this.deleted.add(entry)
    this.#ordered = undefined
  }

  /** In series order; the registry's ranks must be up to date. */
  orderedSeries(): readonly SeriesInShard[] {
    this.#ordered ??= [...this.series.values()].sort((a, b) => a.entry.rank - b.entry.rank)
    return this.#ordered
  }
}

/** The points of one bucket in one window of time. */
export class Shard implements Window {
  readonly owner: number
  readonly id: number
  readonly start: bigint
  readonly end: bigint
  readonly measurements: Map<string, MeasurementInShard>

  constructor(
    owner: number,
    id: number,
    from: Window & { readonly measurements?: ReadonlyMap<string, MeasurementInShard> },
  ) {
    this.owner = owner
    this.id = id
    this.start = from.start
    this.end = from.end
    this.measurements = new Map(from.measurements)
  }

  covers(time: bigint): boolean {
    return time >= this.start && time < this.end
  }

  overlaps(start: bigint, stop: bigint): boolean {
    return this.start < stop && this.end > start
  }

  ownedMeasurement(name: string, epoch: number): MeasurementInShard {
    const known = this.measurements.get(name)
    if (known?.owner === epoch) return known
    const own = new MeasurementInShard(epoch, name, known)
    this.measurements.set(name, own)
    return own
  }
}
