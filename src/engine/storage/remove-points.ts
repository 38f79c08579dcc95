import type { BucketData } from './bucket-data.ts'
import type { MeasurementInShard, SeriesInShard, Shard } from './shard.ts'
import type { PredicateShard, SeriesPredicate } from './types.ts'

/**
 * Removes points of matching series with start <= time <= stop. A series without any value left goes from its shard's
 * index but stays listed; the measurement that loses its last series goes with its field types and what it listed.
 */
export function removePoints(
  bucket: BucketData,
  range: { readonly start: bigint; readonly stop: bigint },
  { matches, epoch }: { readonly matches: SeriesPredicate; readonly epoch: number },
): void {
  for (let index = 0; index < bucket.shards.length; index++) {
    const shard = bucket.ownedShard(index, epoch)
    const context = contextOf(shard)
    for (const name of [...shard.measurements.keys()]) {
      const measurement = shard.ownedMeasurement(name, epoch)
      for (const series of [...measurement.series.values()]) {
        removeFromSeries(measurement, series, {
          ...range,
          matches: (field) => matches(keyOf(series, field), context),
          epoch,
        })
      }
      if (measurement.series.size === 0) shard.measurements.delete(name)
    }
  }
}

function contextOf({ id, measurements }: Shard): PredicateShard {
  const names = new Set(measurements.keys())
  return { id, hasMeasurement: (name) => names.has(name) }
}

function keyOf({ entry: { measurement, tags } }: SeriesInShard, field: string) {
  return { measurement, tags, field }
}

function removeFromSeries(
  measurement: MeasurementInShard,
  series: SeriesInShard,
  how: {
    readonly start: bigint
    readonly stop: bigint
    readonly epoch: number
    readonly matches: (field: string) => boolean
  },
): void {
  const fields = series.fields()
  const matching = fields.filter(how.matches)
  if (fields.length > 0 ? matching.length === 0 : !how.matches('')) return
  const own = measurement.ownedSeries(series.entry, how.epoch)
  for (const field of matching) {
    const column = own.ownedColumn(field, how.epoch)
    if (column?.remove(how.start, how.stop) === true && column.length === 0) own.removeColumn(field)
  }
  if (own.columns.size > 0) return
  measurement.removeSeries(series.entry)
}
