import { FluxError } from '../language/flux-error.ts'
import { floorDiv } from '../values/time-text.ts'
import { Duration, FluxRecord, type Value } from '../values/value.ts'

/** Where a window or a date stands: a zone of the tz database and a fixed offset. */
export interface Location {
  readonly zone: string
  readonly offsetNs: bigint
}

export const utc: Location = { zone: 'UTC', offsetNs: 0n }

export function isUtc({ zone, offsetNs }: Location): boolean {
  return zone === 'UTC' && offsetNs === 0n
}

/** The location in a `{zone, offset}` record. Throws for zones that the tz database lacks. */
export function locationOf(value: Value | undefined): Location {
  if (!(value instanceof FluxRecord)) return utc
  const zone = value.get('zone')
  const offset = value.get('offset')
  const name = typeof zone === 'string' ? zone : 'UTC'
  const location = {
    zone: name,
    offsetNs: offset instanceof Duration ? (offset.negative ? -offset.ns : offset.ns) : 0n,
  }
  if (name !== 'UTC') formatterOf(name)
  return location
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch (cause) {
      throw new FluxError(`unknown time zone ${zone}`, { cause })
    }
    formatters.set(zone, formatter)
  }
  return formatter
}

const quarterHours = new Map<string, Map<number, number>>()
const quarterMs = 900_000

/** Offset of a zone from UTC at an instant, milliseconds. Zones change on quarter hours only. */
function zoneOffsetMs(zone: string, ms: number): number {
  let known = quarterHours.get(zone)
  if (known === undefined) {
    known = new Map()
    quarterHours.set(zone, known)
  }
  const quarter = Math.floor(ms / quarterMs)
  let offset = known.get(quarter)
  if (offset === undefined) {
    const at = quarter * quarterMs
    const part = new Map<string, number>()
    for (const { type, value } of formatterOf(zone).formatToParts(at)) part.set(type, Number(value))
    const get = (type: string) => part.get(type) ?? 0
    offset = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second')) - at
    known.set(quarter, offset)
  }
  return offset
}

/** What a wall clock at the location shows at an instant, as if it were UTC. */
export function toLocal(ns: bigint, { zone, offsetNs }: Location): bigint {
  if (zone === 'UTC') return ns + offsetNs
  return ns + BigInt(zoneOffsetMs(zone, Number(floorDiv(ns, 1_000_000n)))) * 1_000_000n + offsetNs
}

/**
 * The instant at which a wall clock shows `local`: the earlier one where the clock shows it twice, the moment of the
 * change where it never does.
 */
export function fromLocal(local: bigint, location: Location): bigint {
  const { zone } = location
  const clock = local - location.offsetNs
  if (zone === 'UTC') return clock
  const ms = Number(floorDiv(clock, 1_000_000n))
  const before = zoneOffsetMs(zone, ms - 86_400_000)
  const after = zoneOffsetMs(zone, ms + 86_400_000)
  const shift = (offset: number) => clock - BigInt(offset) * 1_000_000n
  const candidates = before >= after ? [before, after] : [after, before]
  for (const offset of candidates) {
    if (zoneOffsetMs(zone, ms - offset) === offset) return shift(offset)
  }
  return transition(zone, ms - 86_400_000, ms + 86_400_000)
}

/** The moment between two instants at which the zone's offset changes. */
function transition(zone: string, from: number, to: number): bigint {
  const target = zoneOffsetMs(zone, to)
  let low = Math.floor(from / quarterMs)
  let high = Math.ceil(to / quarterMs)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zoneOffsetMs(zone, middle * quarterMs) === target) high = middle
    else low = middle
  }
  return BigInt(high * quarterMs) * 1_000_000n
}
