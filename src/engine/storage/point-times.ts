const firstCapacity = 4
/** Memory over copying: at most a quarter stands empty. */
const growth = 1.25

/**
 * The times of a column, in the order in which they were appended. As long as each comes the same step behind the one before it, as from
 * a meter that reads every second, they are kept as their first time and that step; from the first that does not, as an array.
 * What `range` has handed out is never written to again.
 */
export class PointTimes {
  #length = 0
  #first = 0n
  #step = 0n
  #last = 0n
  /** Undefined while the times are regular. */
  #array: BigInt64Array | undefined
  /** Another column appends to the same array. */
  #shared = false

  /** Takes the array over. */
  static of(times: BigInt64Array): PointTimes {
    const made = new PointTimes()
    if (made.#takeRegular(times)) return made
    made.#array = times
    made.#length = times.length
    return made
  }

  get length(): number {
    return this.#length
  }

  /** The same times; an array is shared until one of the two grows. */
  clone(): PointTimes {
    const copy = new PointTimes()
    copy.#length = this.#length
    copy.#first = this.#first
    copy.#step = this.#step
    copy.#last = this.#last
    copy.#array = this.#array
    copy.#shared = true
    this.#shared = true
    return copy
  }

  push(time: bigint): void {
    if (this.#array === undefined) {
      if (this.#extend(time)) return
      this.#array = this.range(0, this.#length)
    }
    if (this.#shared || this.#length === this.#array.length) this.#grow(this.#array)
    this.#array[this.#length++] = time
  }

  /** Times [from, to): a view, or made where they are regular. */
  range(from: number, to: number): BigInt64Array {
    if (this.#array !== undefined) return this.#array.subarray(from, to)
    const made = new BigInt64Array(to - from)
    let time = this.#first + this.#step * BigInt(from)
    for (let index = 0; index < made.length; index++) {
      made[index] = time
      time = BigInt.asIntN(64, time + this.#step)
    }
    return made
  }

  /** Index of the first of the times, ascending ones, that is not before `time`. */
  lowerBound(time: bigint): number {
    if (this.#array !== undefined) return lowerBound(this.#array, this.#length, time)
    if (this.#length === 0 || time <= this.#first) return 0
    if (time > this.#last) return this.#length
    return Number((time - this.#first + this.#step - 1n) / this.#step)
  }

  /** Adds a regular time; false: it is none. */
  #extend(time: bigint): boolean {
    if (this.#length === 0) this.#first = time
    else if (this.#length === 1 && time > this.#first) this.#step = time - this.#first
    else if (this.#length === 1 || time - this.#last !== this.#step) return false
    this.#last = time
    this.#length++
    return true
  }

  #takeRegular(times: BigInt64Array): boolean {
    for (let index = 0; index < times.length; index++) {
      if (!this.#extend(times[index] as bigint)) return false
    }
    return true
  }

  #grow(array: BigInt64Array): void {
    const capacity = this.#shared
      ? Math.max(array.length, this.#length + firstCapacity)
      : Math.ceil(array.length * growth) + firstCapacity
    this.#array = new BigInt64Array(capacity)
    this.#array.set(array.subarray(0, this.#length))
    this.#shared = false
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
