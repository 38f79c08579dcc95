import type { CellPlace } from './cell-hash.ts'

/** Times that are so near the first are whole numbers of nanoseconds from it; others are kept as text. */
const nearSeconds = 4_000_000

/** Counts distinct times of a series, field by field. Costs little where the fields have the same times, in order. */
class SeriesTimes {
  readonly #inOrder: number[] = []
  #next = 0
  /** All times, once one came out of order. */
  #seen: Set<number | string> | undefined

  get count(): number {
    return this.#seen?.size ?? this.#inOrder.length
  }

  /** Another field, or another part of one, begins. */
  rewind(): void {
    this.#next = 0
  }

  add(time: number | string): void {
    const times = this.#inOrder
    if (typeof time === 'number') {
      while (this.#next < times.length && (times[this.#next] ?? 0) < time) this.#next++
      if (times[this.#next] === time) {
        this.#next++
        return
      }
      if (this.#next === times.length && this.#seen === undefined) {
        times.push(time)
        this.#next++
        return
      }
    }
    this.#seen ??= new Set(times)
    this.#seen.add(time)
  }
}

/** Counts points, that is distinct pairs of series and time, out of cells that come field by field. */
export class PointCounter {
  readonly #series = new Map<string, SeriesTimes>()
  #current: SeriesTimes | undefined
  #originSeconds: number | undefined

  /** Distinct pairs so far. */
  get points(): number {
    let points = 0
    for (const times of this.#series.values()) points += times.count
    return points
  }

  /** The times that follow are of cells of this place. */
  place({ measurement, tags }: Pick<CellPlace, 'measurement' | 'tags'>): void {
    const present = [...tags].filter(([, value]) => value !== undefined && value !== '')
    const key = JSON.stringify([measurement, ...present.sort(([a], [b]) => (a < b ? -1 : 1))])
    let times = this.#series.get(key)
    if (times === undefined) {
      times = new SeriesTimes()
      this.#series.set(key, times)
    }
    times.rewind()
    this.#current = times
  }

  /** @param at a time split in seconds and nanoseconds. */
  time({ seconds, rest }: { readonly seconds: number; readonly rest: number }): void {
    this.#originSeconds ??= seconds
    const since = seconds - this.#originSeconds
    this.#current?.add(Math.abs(since) < nearSeconds ? since * 1e9 + rest : `${seconds}.${rest}`)
  }
}
