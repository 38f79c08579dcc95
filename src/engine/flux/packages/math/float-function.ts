import type { Args } from '../../interpreter/args.ts'
import { isNull, nullOf, typeName, type Value } from '../../values/value.ts'
import { uncodedFault, wrongArgument } from '../argument-fault.ts'
import { type Builtin, type BuiltinContext, builtin } from '../builtin.ts'

/** A float argument; undefined: null. `named`: the message says which argument has another type. */
export function floatArgument(
  args: Args,
  name: string,
  { frame, named }: { frame: BuiltinContext['frame']; named: boolean },
): number | undefined {
  const value = args.value(name)
  if (typeof value === 'number') return value
  if (isNull(value) && value.type === 'float') return undefined
  const which = named ? `argument ${name}` : 'argument'
  const message = `cannot convert ${which} of type ${typeName(value)} to float`
  throw wrongArgument(value, 'float', { frame, message })
}

/** A function of `x`; the null of a null. */
export function ofX(name: string, run: (x: number) => number): Builtin {
  return builtin(name, ['x'], (args, { frame }) => {
    const x = floatArgument(args, 'x', { frame, named: false })
    return x === undefined ? nullOf('float') : run(x)
  })
}

/** A function of two floats, by default `x` and `y`. */
export function ofXY(
  name: string,
  run: (x: number, y: number) => number,
  [first, second]: readonly [string, string] = ['x', 'y'],
): Builtin {
  return builtin(name, [first, second], (args, { frame }) => {
    const x = floatArgument(args, first, { frame, named: true })
    const y = floatArgument(args, second, { frame, named: true })
    return x === undefined || y === undefined ? nullOf('float') : run(x, y)
  })
}

/** A function of one float with an answer of another type; `nothing` answers null, a text says that it cannot. */
export function ofFloat(
  name: string,
  parameter: string,
  { run, nothing }: { run: (value: number) => Value; nothing: Value },
): Builtin {
  return builtin(name, [parameter], (args, { frame }) => {
    const value = floatArgument(args, parameter, { frame, named: true })
    if (value !== undefined) return run(value)
    if (isNull(nothing)) return nothing
    throw uncodedFault(`${name} does not support null values`, frame)
  })
}
