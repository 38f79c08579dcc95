import type { Args } from '../../interpreter/args.ts'
import type { Runtime } from '../../interpreter/runtime.ts'
import { FluxError } from '../../language/flux-error.ts'
import { type Location, locationOf } from '../../time/zone.ts'
import { addDuration } from '../../values/duration-math.ts'
import { Duration, isNull, Time, typeName } from '../../values/value.ts'

/** An instant from an argument that is a time, or a duration counted from now; undefined: null. */
export function timeable(args: Args, name: string, runtime: Runtime): bigint | undefined {
  const value = args.value(name)
  if (value instanceof Time) return value.ns
  if (value instanceof Duration) return addDuration(runtime.nowNs(), value)
  if (isNull(value)) return undefined
  throw new FluxError(`${typeName(value)} is not Timeable (argument ${name})`)
}

/** The `location` argument; default: the script's `location` option. */
export function locationArgument(args: Args, runtime: Runtime): Location {
  return locationOf(args.optional('location') ?? runtime.option('location'))
}
