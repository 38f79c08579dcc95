import { FluxError } from '../../language/flux-error.ts'
import { binary } from '../../values/binary.ts'
import { displayOf } from '../../values/text.ts'
import { FluxArray, isNull, nullOf, Time, type Value } from '../../values/value.ts'
import { builtin } from '../builtin.ts'
import { fluxDefined } from '../flux-defined.ts'

/** The query's now, the same throughout. */
export const now = builtin('now', [], (_args, { runtime }) => new Time(runtime.nowNs()))

/** Midnight before now, by the script's location. */
export const today = fluxDefined('today', '() => date.truncate(t: now(), unit: 1d)', { date: 'date' })

/** A value as text, whatever its type. */
export const display = builtin('display', ['v'], (args) => displayOf(args.value('v')))

/** Whether an array holds a value. */
export const contains = builtin('contains', ['value', 'set'], (args) => {
  const value = args.value('value')
  if (isNull(value)) return nullOf('bool')
  return args.array('set').elements.some((one) => isEqual(one, value))
})

function isEqual(a: Value, b: Value): boolean {
  return !isNull(a) && binary('==', a, b) === true
}

/** How many elements an array has. */
export const length = builtin('length', ['arr'], (args) => BigInt(args.array('arr').elements.length))

/** Ends the query with a message. */
export const die = builtin('die', ['msg'], (args) => {
  throw new FluxError(args.string('msg'))
})

/** Bounds of equal width for `histogram`; the last one is infinite unless refused. */
export const linearBins = builtin('linearBins', ['start', 'width', 'count', 'infinity?'], (args) => {
  const start = args.float('start')
  const width = args.float('width')
  return bins(Number(args.int('count')), args.bool('infinity', true), (i) => start + width * i)
})

/** Bounds that grow by a factor. */
export const logarithmicBins = builtin('logarithmicBins', ['start', 'factor', 'count', 'infinity?'], (args) => {
  const start = args.float('start')
  const factor = args.float('factor')
  return bins(Number(args.int('count')), args.bool('infinity', true), (i) => start * factor ** i)
})

function bins(count: number, infinity: boolean, at: (i: number) => number): FluxArray {
  const values = Array.from({ length: count }, (_, i) => at(i))
  return new FluxArray(infinity ? [...values, Number.POSITIVE_INFINITY] : values)
}
