import { type Location, toLocal } from '../../time/zone.ts'
import { floorDiv } from '../../values/time-text.ts'
import { nullOf } from '../../values/value.ts'
import { type Builtin, builtin } from '../builtin.ts'
import { locationArgument, timeable } from './timeable.ts'

/** A part of what a wall clock at the location shows. */
function part(name: string, read: (date: Date) => number): Builtin {
  return builtin(name, ['t', 'location?'], (args, { runtime }) => {
    const ns = timeable(args, 't', runtime)
    if (ns === undefined) return nullOf('int')
    return BigInt(read(localDate(ns, locationArgument(args, runtime))))
  })
}

function localDate(ns: bigint, location: Location): Date {
  return new Date(Number(floorDiv(toLocal(ns, location), 1_000_000n)))
}

/** A part of the second, in whole units. */
function fraction(name: string, unitNs: bigint): Builtin {
  return builtin(name, ['t'], (args, { runtime }) => {
    const ns = timeable(args, 't', runtime)
    if (ns === undefined) return nullOf('int')
    return (ns - floorDiv(ns, 1_000_000_000n) * 1_000_000_000n) / unitNs
  })
}

const dayMs = 86_400_000

/** The ISO 8601 week, 1 to 53. */
export function isoWeek(date: Date): number {
  const midnight = Math.floor(date.getTime() / dayMs) * dayMs
  const thursday = new Date(midnight + (4 - (date.getUTCDay() || 7)) * dayMs)
  return 1 + Math.floor((thursday.getTime() - startOfYear(thursday)) / (7 * dayMs))
}

function startOfYear(date: Date): number {
  const start = new Date(0)
  start.setUTCFullYear(date.getUTCFullYear(), 0, 1)
  return start.getTime()
}

export const second = part('second', (date) => date.getUTCSeconds())
export const minute = part('minute', (date) => date.getUTCMinutes())
export const hour = part('hour', (date) => date.getUTCHours())
/** 0 is Sunday. */
export const weekDay = part('weekDay', (date) => date.getUTCDay())
export const monthDay = part('monthDay', (date) => date.getUTCDate())
/** 1 is the first of January. */
export const yearDay = part('yearDay', (date) => Math.floor((date.getTime() - startOfYear(date)) / dayMs) + 1)
export const month = part('month', (date) => date.getUTCMonth() + 1)
export const quarter = part('quarter', (date) => Math.floor(date.getUTCMonth() / 3) + 1)
export const week = part('week', isoWeek)
export const year = part('year', (date) => date.getUTCFullYear())

export const millisecond = fraction('millisecond', 1_000_000n)
export const microsecond = fraction('microsecond', 1000n)
export const nanosecond = fraction('nanosecond', 1n)
