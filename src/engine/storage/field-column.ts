import type { FieldType } from '../../line-protocol/types.ts'
import { lowerBound, PointTimes } from './point-times.ts'
import type { Column } from './types.ts'
import { copyValues, moveValue, newValues, storeValue, type Value, type Values, viewOf } from './value-array.ts'

/** A sorted stretch of a column. The arrays are never changed again, only left behind. */
export interface ColumnView {
  readonly times: BigInt64Array
  readonly column: Column
}

const firstCapacity = 4
/** Memory over copying: at most a quarter of a column stands empty. */
const growth = 1.25
/** Values out of order that may wait for the next read before they are merged anyway. */
const maxTail = 65_536

/**
 * The values of one field of one series in one shard. Values in order of time are appended; others wait in an unsorted
 * tail until the column is read or grows long, then they are merged, the last written of equal times winning.
 * What a view has handed out is never written to again: appends go behind it, merges and deletes make new arrays.
 */
export class FieldColumn {
  readonly type: FieldType
  /** The snapshot epoch in which this column was made; a column of an older epoch is shared and must be cloned first. */
  readonly owner: number
  #times = new PointTimes()
  #values: Values
  /** How many values there is room for. */
  #capacity = firstCapacity
  /** Values before this index are in strictly ascending order of time. */
  #sorted = 0
  #last = -(2n ** 63n)
  /** Another column appends to the same array of values. */
  #shared = false

  constructor(type: FieldType, owner: number) {
    this.type = type
    this.owner = owner
    this.#values = newValues(type, firstCapacity)
  }

  /** A column of values in strictly ascending order of time; it takes the arrays over. */
  static of(times: BigInt64Array, column: Column, { owner }: { readonly owner: number }): FieldColumn {
    const made = new FieldColumn(column.type, owner)
    made.#replace(times, column.values as Values)
    return made
  }

  get length(): number {
    return this.#times.length
  }

  /** The same values under another owner; arrays are shared until one of the two grows. */
  clone(owner: number): FieldColumn {
    const copy = new FieldColumn(this.type, owner)
    copy.#times = this.#times.clone()
    copy.#values = this.#values
    copy.#capacity = this.#capacity
    copy.#sorted = this.#sorted
    copy.#last = this.#last
    copy.#shared = true
    this.#shared = true
    return copy
  }

  append(time: bigint, value: Value): void {
    const index = this.#times.length
    if (this.#shared || index === this.#capacity) this.#grow()
    this.#times.push(time)
    storeValue(this.#values, this.type, { index, value })
    if (this.#sorted === index && time > this.#last) {
      this.#sorted = index + 1
      this.#last = time
    } else if (index - this.#sorted >= maxTail && index > this.#sorted * 2) {
      this.#settle()
    }
  }

  /** The values of columns of one type, each later than the one before, in one view; copied unless they are of one column. */
  static viewAll(columns: readonly FieldColumn[], start: bigint, stop: bigint): ColumnView | undefined {
    const [first] = columns
    if (first === undefined || columns.length === 1) return first?.view(start, stop)
    const borders: number[] = []
    let length = 0
    for (const column of columns) {
      const { from, to } = column.#rangeOf(start, stop)
      borders.push(from, to)
      length += to - from
    }
    if (length === 0) return undefined
    const times = new BigInt64Array(length)
    const values = newValues(first.type, length)
    let at = 0
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index] as FieldColumn
      const [from = 0, to = 0] = [borders[2 * index], borders[2 * index + 1]]
      if (from === to) continue
      times.set(column.#times.range(from, to), at)
      copyValues(values, at, { source: column.#values, from, to })
      at += to - from
    }
    return { times, column: viewOf(values, first.type, { from: 0, to: length }) }
  }

  /** Values with start <= time < stop; undefined when there are none. */
  view(start: bigint, stop: bigint): ColumnView | undefined {
    const { from, to } = this.#rangeOf(start, stop)
    if (from === to) return undefined
    return { times: this.#times.range(from, to), column: viewOf(this.#values, this.type, { from, to }) }
  }

  /** Removes values with start <= time <= stop. True: something was removed. */
  remove(start: bigint, stop: bigint): boolean {
    this.#settle()
    const length = this.#times.length
    const from = this.#times.lowerBound(start)
    const to = stop >= this.#last ? length : this.#times.lowerBound(stop + 1n)
    if (from >= to) return false
    const rest = length - (to - from)
    const times = new BigInt64Array(rest)
    times.set(this.#times.range(0, from))
    times.set(this.#times.range(to, length), from)
    const values = newValues(this.type, rest)
    copyValues(values, 0, { source: this.#values, from: 0, to: from })
    copyValues(values, from, { source: this.#values, from: to, to: length })
    this.#replace(times, values)
    return true
  }

  #rangeOf(start: bigint, stop: bigint): { from: number; to: number } {
    this.#settle()
    const from = this.#times.lowerBound(start)
    const to = stop > this.#last ? this.#times.length : this.#times.lowerBound(stop)
    return { from, to: Math.max(from, to) }
  }

  /** Takes arrays over that are full. */
  #replace(times: BigInt64Array, values: Values): void {
    this.#times = PointTimes.of(times)
    this.#values = values
    this.#capacity = times.length
    this.#sorted = times.length
    this.#last = times[times.length - 1] ?? -(2n ** 63n)
    this.#shared = false
  }

  #grow(): void {
    const length = this.#times.length
    this.#capacity = this.#shared
      ? Math.max(this.#capacity, length + firstCapacity)
      : Math.ceil(this.#capacity * growth) + firstCapacity
    if (!(Array.isArray(this.#values) && !this.#shared)) {
      const values = newValues(this.type, this.#capacity)
      copyValues(values, 0, { source: this.#values, from: 0, to: length })
      this.#values = values
    }
    this.#shared = false
  }

  /** Merges the unsorted tail into new arrays. */
  #settle(): void {
    const length = this.#times.length
    if (this.#sorted === length) return
    const before = this.#times.range(0, length)
    const { times, order } = sortedTail(before, this.#sorted, length)
    const capacity = this.#sorted + order.length
    const mergedTimes = new BigInt64Array(capacity)
    const mergedValues = newValues(this.type, capacity)
    const first = times[0] ?? 0n
    let left = lowerBound(before, this.#sorted, first)
    mergedTimes.set(before.subarray(0, left))
    copyValues(mergedValues, 0, { source: this.#values, from: 0, to: left })
    let write = left
    for (let right = 0; right < order.length; ) {
      const time = times[right] as bigint
      const old = left < this.#sorted ? (before[left] as bigint) : undefined
      if (old !== undefined && old < time) {
        mergedTimes[write] = old
        moveValue(mergedValues, this.#values, { type: this.type, to: write, from: left })
        left++
      } else {
        if (old === time) left++
        mergedTimes[write] = time
        moveValue(mergedValues, this.#values, { type: this.type, to: write, from: order[right] as number })
        right++
      }
      write++
    }
    mergedTimes.set(before.subarray(left, this.#sorted), write)
    copyValues(mergedValues, write, { source: this.#values, from: left, to: this.#sorted })
    const merged = write + this.#sorted - left
    if (Array.isArray(mergedValues)) mergedValues.length = merged
    this.#replace(mergedTimes.subarray(0, merged), mergedValues)
  }
}

/** The tail in order of time, of equal times only the last written: its times and the indices they came from. */
function sortedTail(times: BigInt64Array, from: number, to: number): { times: BigInt64Array; order: Uint32Array } {
  const order = new Uint32Array(to - from).map((_, index) => from + index)
  order.sort((a, b) => {
    const left = times[a] as bigint
    const right = times[b] as bigint
    return left < right ? -1 : left > right ? 1 : a - b
  })
  let kept = 0
  for (let index = 0; index < order.length; index++) {
    const next = order[index + 1]
    if (next !== undefined && times[next] === times[order[index] as number]) continue
    order[kept++] = order[index] as number
  }
  const unique = order.subarray(0, kept)
  return { times: BigInt64Array.from(unique, (index) => times[index] as bigint), order: unique }
}
