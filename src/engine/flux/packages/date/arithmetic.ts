import { WindowGrid } from '../../time/window.ts'
import { fromLocal, isUtc, type Location, toLocal } from '../../time/zone.ts'
import { addDuration, addMonths, negateDuration } from '../../values/duration-math.ts'
import { Duration, nullOf, Time } from '../../values/value.ts'
import { builtin } from '../builtin.ts'
import { locationArgument, timeable } from './timeable.ts'

/** The instant a time or a duration from now stands for. */
export const time = builtin('time', ['t', 'location?'], (args, { runtime }) => {
  const ns = timeable(args, 't', runtime)
  return ns === undefined ? nullOf('time') : new Time(ns)
})

/** Cuts a time down to a whole unit, counted from the epoch by the location's wall clock. */
export const truncate = builtin('truncate', ['t', 'unit', 'location?'], (args, { runtime }) => {
  const ns = timeable(args, 't', runtime)
  const unit = args.duration('unit')
  if (ns === undefined) return nullOf('time')
  const grid = new WindowGrid({
    every: unit,
    period: unit,
    offset: new Duration({}),
    location: locationArgument(args, runtime),
  })
  return new Time(grid.latest(ns).start)
})

/** Adds a duration by the calendar: months by the location's wall clock, the rest as elapsed time. */
export const add = builtin('add', ['d', 'to', 'location?'], (args, { runtime }) => {
  const ns = timeable(args, 'to', runtime)
  if (ns === undefined) return nullOf('time')
  return new Time(shifted(ns, args.duration('d'), locationArgument(args, runtime)))
})

/** Subtracts a duration by the calendar. */
export const sub = builtin('sub', ['d', 'from', 'location?'], (args, { runtime }) => {
  const ns = timeable(args, 'from', runtime)
  if (ns === undefined) return nullOf('time')
  return new Time(shifted(ns, negateDuration(args.duration('d')), locationArgument(args, runtime)))
})

/** Multiplies a duration. */
export const scale = builtin('scale', ['d', 'n'], (args) => {
  const { months, ns, negative } = args.duration('d')
  const n = args.int('n')
  const times = n < 0n ? -n : n
  return new Duration({ months: months * times, ns: ns * times, negative: negative !== n < 0n })
})

function shifted(ns: bigint, duration: Duration, location: Location): bigint {
  if (duration.months === 0n || isUtc(location)) return addDuration(ns, duration)
  const sign = duration.negative ? -1n : 1n
  const moved = addMonths(toLocal(ns, location), duration.months * sign)
  return fromLocal(moved, location) + duration.ns * sign
}
