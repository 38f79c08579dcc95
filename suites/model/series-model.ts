import type { FieldValue } from '../../src/line-protocol/types.ts'
import type { Removal, Sample, Tags } from './history.ts'

/** One field of one series. */
export interface ModelSeries {
  readonly measurement: string
  readonly tags: Tags
  readonly field: string
  /** By seconds. */
  readonly values: Map<number, FieldValue>
}

/** A series cut to a range: its values in order of time. */
export interface ModelSlice extends Omit<ModelSeries, 'values'> {
  readonly points: readonly { readonly seconds: number; readonly value: FieldValue }[]
}

/** What a bucket holds, as plainly as it can be said: a map from series to a map from time to value. */
export class SeriesModel {
  #series = new Map<string, ModelSeries>()

  write(samples: readonly Sample[]): void {
    for (const { measurement, tags, fields, seconds } of samples) {
      for (const [field, value] of fields) {
        const key = JSON.stringify([measurement, tags, field])
        const series = this.#series.get(key) ?? { measurement, tags, field, values: new Map() }
        this.#series.set(key, series)
        series.values.set(seconds, value)
      }
    }
  }

  remove({ start, stop, measurement, room }: Removal): void {
    for (const series of this.#series.values()) {
      if (measurement !== undefined && series.measurement !== measurement) continue
      if (room !== undefined && !series.tags.some(([key, value]) => key === 'room' && value === room)) continue
      for (const seconds of [...series.values.keys()]) {
        if (seconds >= start && seconds <= stop) series.values.delete(seconds)
      }
    }
  }

  /** Series with values in [start, stop), without the others. */
  select(start: number, stop: number): ModelSlice[] {
    return [...this.#series.values()].flatMap(({ values, ...series }) => {
      const points = [...values]
        .filter(([seconds]) => seconds >= start && seconds < stop)
        .sort(([a], [b]) => a - b)
        .map(([seconds, value]) => ({ seconds, value }))
      return points.length === 0 ? [] : [{ ...series, points }]
    })
  }
}
