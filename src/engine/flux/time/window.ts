import { FluxError } from '../language/flux-error.ts'
import { addDuration, addMonths } from '../values/duration-math.ts'
import { floorDiv, maxTimeNs } from '../values/time-text.ts'
import type { Duration } from '../values/value.ts'
import { fromLocal, isUtc, type Location, toLocal } from './zone.ts'

/** A span of time: start inclusive, stop exclusive, nanoseconds. */
export interface Bounds {
  readonly start: bigint
  readonly stop: bigint
}

export interface WindowBounds extends Bounds {
  readonly index: bigint
}

/** `every: inf`. */
export const infinityNs = maxTimeNs

/** More windows than this in one range are refused, as a server's memory limit would. */
const windowLimit = 10_000_000

/** Boundaries in time, counted from the epoch by the wall clock of a location. */
export class WindowGrid {
  readonly #every: Duration
  readonly #period: Duration
  readonly #offset: Duration
  readonly #location: Location
  readonly #utc: boolean

  /** Throws for an `every` that is zero, negative, or of months and nanoseconds at once. */
  constructor(parts: { every: Duration; period: Duration; offset: Duration; location: Location }) {
    const { every } = parts
    if (every.months === 0n && every.ns === 0n) throw new FluxError('duration used as an interval cannot be zero')
    if (every.months !== 0n && every.ns !== 0n) {
      throw new FluxError('duration used as an interval cannot mix month and nanosecond units')
    }
    if (every.negative) throw new FluxError('duration used as an interval cannot be negative')
    this.#every = every
    this.#period = parts.period
    this.#offset = parts.offset
    this.#location = parts.location
    this.#utc = isUtc(parts.location)
  }

  /** The window of the greatest index that starts at or before an instant; with a short period it may end before it. */
  latest(ns: bigint): WindowBounds {
    const local = this.#utc ? ns : toLocal(ns, this.#location)
    const zero = addDuration(0n, this.#offset)
    let index: bigint
    if (this.#every.months !== 0n) {
      const months = monthsOf(addDuration(local, this.#offset, -1n))
      index = floorDiv(months, this.#every.months)
    } else {
      index = floorDiv(local - zero, this.#every.ns)
    }
    let bounds = this.at(index)
    while (bounds.start > ns) bounds = this.at(bounds.index - 1n)
    return bounds
  }

  at(index: bigint): WindowBounds {
    const base = this.#every.months !== 0n ? addMonths(0n, this.#every.months * index) : this.#every.ns * index
    const localStart = addDuration(base, this.#offset)
    const localStop = addDuration(localStart, this.#period)
    if (this.#utc) return ordered(localStart, localStop, index)
    return ordered(fromLocal(localStart, this.#location), fromLocal(localStop, this.#location), index)
  }

  next({ index }: WindowBounds): WindowBounds {
    return this.at(index + 1n)
  }

  previous({ index }: WindowBounds): WindowBounds {
    return this.at(index - 1n)
  }

  /** The windows that hold an instant, from the earliest. */
  containing(ns: bigint): WindowBounds[] {
    const found: WindowBounds[] = []
    for (let bounds = this.latest(ns); contains(bounds, ns); bounds = this.previous(bounds)) found.push(bounds)
    return found.reverse()
  }

  /** The windows that overlap a span, from the earliest. */
  *overlapping({ start, stop }: Bounds): Iterable<WindowBounds> {
    let count = 0
    let bounds = this.latest(start)
    while (bounds.stop > start) bounds = this.previous(bounds)
    for (bounds = this.next(bounds); bounds.start < stop; bounds = this.next(bounds)) {
      count += 1
      if (count > windowLimit) {
        throw new FluxError(`memory allocation limit reached: more than ${windowLimit} windows in the range`, {
          code: 'internal error',
        })
      }
      if (bounds.stop > start) yield bounds
    }
  }
}

function ordered(start: bigint, stop: bigint, index: bigint): WindowBounds {
  return start <= stop ? { start, stop, index } : { start: stop, stop: start, index }
}

function contains({ start, stop }: Bounds, ns: bigint): boolean {
  return ns >= start && ns < stop
}

function monthsOf(ns: bigint): bigint {
  const date = new Date(Number(floorDiv(ns, 1_000_000n)))
  return BigInt(date.getUTCFullYear() * 12 + date.getUTCMonth() - 1970 * 12)
}

/** The part of a window that lies in a range. */
export function clip(window: Bounds, range: Bounds): Bounds {
  return {
    start: window.start > range.start ? window.start : range.start,
    stop: window.stop < range.stop ? window.stop : range.stop,
  }
}
