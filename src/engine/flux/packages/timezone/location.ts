import { locationOf } from '../../time/zone.ts'
import { Duration, FluxRecord } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

function record(zone: string, offset: Duration): FluxRecord {
  return new FluxRecord(
    new Map<string, string | Duration>([
      ['zone', zone],
      ['offset', offset],
    ]),
  )
}

export const utcRecord = record('UTC', new Duration({}))

/** A fixed offset from UTC. */
export const fixed = builtin('fixed', ['offset'], (args) => record('UTC', args.duration('offset')))

/** A location of the tz database. */
export const location = builtin('location', ['name'], (args) => {
  const made = record(args.string('name'), new Duration({}))
  locationOf(made)
  return made
})
