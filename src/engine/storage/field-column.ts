import type { FieldType } from '../../line-protocol/types.ts'
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
  #times: BigInt64Array
  #values: Values
  #length = 0
  /** Values before this index are in strictly ascending order of time. */
  #sorted = 0
  #last = -(2n ** 63n)
  /** Another column appends to the same arrays. */
  #shared = false

  constructor(type: FieldType, owner: number) {
    this.type = type
    this.owner = owner
    this.#times = new BigInt64Array(firstCapacity)
    this.#values = newValues(type, firstCapacity)
  }

  /** A column of values in strictly ascending order of time; it takes the arrays over. */
  static of(times: BigInt64Array, column: Column, { owner }: { readonly owner: number }): FieldColumn {
    const made = new FieldColumn(column.type, owner)
    made.#replace(times, column.values as Values, times.length)
    return made
  }

  get length(): number {
    return this.#length
  }

  /** The same values under another owner; arrays are shared until one of the two grows. */
  clone(owner: number): FieldColumn {
    const copy = new FieldColumn(this.type, owner)
    copy.#times = this.#times
    copy.#values = this.#values
    copy.#length = this.#length
    copy.#sorted = this.#sorted
    copy.#last = this.#last
    copy.#shared = true
    this.#shared = true
    return copy
  }

  append(time: bigint, value: Value): void {
    const index = this.#length
    if (this.#shared || index === this.#times.length) this.#grow()
    this.#times[index] = time
    storeValue(this.#values, this.type, { index, value })
    this.#length = index + 1
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
      times.set(column.#times.subarray(from, to), at)
      copyValues(values, at, { source: column.#values, from, to })
      at += to - from
    }
    return { times, column: viewOf(values, first.type, { from: 0, to: length }) }
  }

  /** Values with start <= time < stop; undefined when there are none. */
  view(start: bigint, stop: bigint): ColumnView | undefined {
    const { from, to } = this.#rangeOf(start, stop)
    if (from === to) return undefined
    return { times: this.#times.subarray(from, to), column: viewOf(this.#values, this.type, { from, to }) }
  }

  /** Removes values with start <= time <= stop. True: something was removed. */
  remove(start: bigint, stop: bigint): boolean {
    this.#settle()
    const from = this.#firstFrom(start)
    const to = stop >= this.#last ? this.#length : this.#firstFrom(stop + 1n)
    if (from >= to) return false
    const rest = this.#length - (to - from)
    const times = new BigInt64Array(rest)
    times.set(this.#times.subarray(0, from))
    times.set(this.#times.subarray(to, this.#length), from)
    const values = newValues(this.type, rest)
    copyValues(values, 0, { source: this.#values, from: 0, to: from })
    copyValues(values, from, { source: this.#values, from: to, to: this.#length })
    this.#replace(times, values, rest)
    return true
  }

  #rangeOf(start: bigint, stop: bigint): { from: number; to: number } {
    this.#settle()
    const first = this.#times[0]
    const from = first !== undefined && this.#length > 0 && start <= first ? 0 : this.#firstFrom(start)
    const to = stop > this.#last ? this.#length : this.#firstFrom(stop)
    return { from, to: Math.max(from, to) }
  }

  #replace(times: BigInt64Array, values: Values, length: number): void {
    this.#times = times
    this.#values = values
    this.#length = length
    this.#sorted = length
    this.#last = times[length - 1] ?? -(2n ** 63n)
    this.#shared = false
  }

  #grow(): void {
    const capacity = this.#shared
      ? Math.max(this.#times.length, this.#length + firstCapacity)
      : Math.ceil(this.#times.length * growth) + firstCapacity
    const times = new BigInt64Array(capacity)
    times.set(this.#times.subarray(0, this.#length))
    this.#times = times
    if (!(Array.isArray(this.#values) && !this.#shared)) {
      const values = newValues(this.type, capacity)
      copyValues(values, 0, { source: this.#values, from: 0, to: this.#length })
      this.#values = values
    }
    this.#shared = false
  }

  /** Merges the unsorted tail into new arrays. */
  #settle(): void {
    if (this.#sorted === this.#length) return
    const { times, order } = sortedTail(this.#times, this.#sorted, this.#length)
    const capacity = this.#sorted + order.length
    const mergedTimes = new BigInt64Array(capacity)
    const mergedValues = newValues(this.type, capacity)
    const first = times[0] ?? 0n
    let left = lowerBound(this.#times, this.#sorted, first)
    mergedTimes.set(this.#times.subarray(0, left))
    copyValues(mergedValues, 0, { source: this.#values, from: 0, to: left })
    let write = left
    for (let right = 0; right < order.length; ) {
      const time = times[right] as bigint
      const before = left < this.#sorted ? (this.#times[left] as bigint) : undefined
      if (before !== undefined && before < time) {
        mergedTimes[write] = before
        moveValue(mergedValues, this.#values, { type: this.type, to: write, from: left })
        left++
      } else {
        if (before === time) left++
        mergedTimes[write] = time
        moveValue(mergedValues, this.#values, { type: this.type, to: write, from: order[right] as number })
        right++
      }
      write++
    }
    mergedTimes.set(this.#times.subarray(left, this.#sorted), write)
    copyValues(mergedValues, write, { source: this.#values, from: left, to: this.#sorted })
    this.#replace(mergedTimes, mergedValues, write + this.#sorted - left)
    if (Array.isArray(mergedValues)) mergedValues.length = this.#length
  }

  #firstFrom(time: bigint): number {
    return lowerBound(this.#times, this.#length, time)
  }
}

/** Index of the first of `length` ascending times that is not before `time`. */
export function lowerBound(times: BigInt64Array, length: number, time: bigint): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] as bigint) < time) low = middle + 1
    else high = middle
  }
  return low
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
