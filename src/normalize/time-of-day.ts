import { Temporal } from 'temporal-polyfill'
import { UsageError } from '../errors/index.ts'

/** Parts of a day as HomeIQ names them: 5–12 morning, 12–17 afternoon, 17–21 evening, else night. */
export type TimeOfDay = 'morning' | 'afternoon' | 'evening' | 'night'

/** The quarter of an hour: every zone's offset, since 1972, is a multiple of it. */
const quarter = 900

/**
 * Tells the part of the day in a time zone, from seconds since the epoch. One lookup in the zone's rules per quarter
 * of an hour of input. Fails with a UsageError for a zone that does not exist.
 */
export function createTimeOfDay(timeZone: string): (epochSeconds: number) => TimeOfDay {
  let zoned: Temporal.ZonedDateTime
  try {
    zoned = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
  } catch (cause) {
    throw new UsageError({
      operation: 'normalize',
      expected: 'an IANA time zone',
      found: JSON.stringify(timeZone),
      next: 'Name one such as Europe/Berlin, or UTC',
      cause,
    })
  }
  const known = new Map<number, TimeOfDay>()
  let lastSlot = Number.NaN
  let last: TimeOfDay = 'night'
  return (epochSeconds) => {
    const slot = Math.floor(epochSeconds / quarter)
    if (slot === lastSlot) return last
    let part = known.get(slot)
    if (part === undefined) {
      const instant = Temporal.Instant.fromEpochMilliseconds(slot * quarter * 1000)
      part = partOfDay(instant.toZonedDateTimeISO(zoned.timeZoneId).hour)
      if (known.size > 10_000) known.clear()
      known.set(slot, part)
    }
    lastSlot = slot
    last = part
    return part
  }
}

/** The part of the day that an hour (0 to 23, local) lies in. */
export function partOfDay(hour: number): TimeOfDay {
  if (hour >= 5 && hour < 12) return 'morning'
  if (hour >= 12 && hour < 17) return 'afternoon'
  if (hour >= 17 && hour < 21) return 'evening'
  return 'night'
}
