import type { BucketData } from './bucket-data.ts'
import { compareBytes } from './byte-order.ts'
import type { SeriesEntry } from './series-registry.ts'
import type { SeriesKey } from './types.ts'

/**
 * The series keys that a server lists: every series with the fields it has values of, and series without any (deleted,
 * or known from refused points only) with every field of their measurement.
 */
export function listSeries(bucket: BucketData, range?: { start: bigint; stop: bigint }): SeriesKey[] {
  const shards = range ? bucket.shardsIn(range.start, range.stop) : bucket.shards
  const fields = new Map<SeriesEntry, Set<string>>()
  const add = (entry: SeriesEntry, names: Iterable<string>) => {
    const known = fields.get(entry) ?? new Set<string>()
    for (const name of names) known.add(name)
    fields.set(entry, known)
  }
  for (const shard of shards) {
    for (const { series, types, deleted } of shard.measurements.values()) {
      for (const [entry, { columns }] of series) add(entry, columns.size > 0 ? columns.keys() : types.keys())
      for (const entry of deleted) add(entry, types.keys())
    }
  }
  bucket.registry.rank()
  return [...fields]
    .sort(([a], [b]) => a.rank - b.rank)
    .flatMap(([{ measurement, tags }, names]) =>
      [...names].sort(compareBytes).map((field) => ({ measurement, tags, field })),
    )
}
