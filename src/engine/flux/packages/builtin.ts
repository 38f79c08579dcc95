/**
 * How a function of a Flux package is written here.
 *
 * A package is a folder of `packages/` with one file a function or small family; its `package.ts` gathers them in a
 * map from name to member, and `registry.ts` loads it by its import path. What a map lacks is answered with 501.
 *
 * 1. A function of values: parameters in order, `?` behind optional ones, `<-` before the piped one.
 *
 *        export const strlen = builtin('strlen', ['v'], (args) => BigInt([...args.string('v')].length))
 *
 *    Throw `FluxError` with the server's words; the interpreter puts `error calling function "strlen" @…: ` before it.
 *    The second argument gives the query's runtime and `call(fn, args)` for function arguments.
 *
 * 2. A step over tables, one at a time (transformation.ts):
 *
 *        export const limit = transformation('limit', ['n', 'offset?'], {
 *          options: (args) => ({ n: Number(args.int('n')), offset: Number(args.int('offset', 0n)) }),
 *          table: (table, { n, offset }) => sliceRows(table, offset, offset + n),
 *        })
 *
 *    `options` runs when the script is evaluated, `table` when its rows are asked for; `table` may return nothing (the
 *    table vanishes), one table, or several. Use `stream` instead of `table` where all tables count together. A
 *    FluxError thrown from there is reported as `runtime error @…: limit: …`.
 *
 * 3. An aggregate of columns, and a selector of rows (aggregate.ts, selector.ts):
 *
 *        export const count = aggregate('count', { answer: (column) => ({ type: 'int', value: BigInt(column.length) }) })
 *        export const first = selector('first', { rows: (column) => [firstRowWithValue(column)] })
 *
 * 4. A function in Flux (flux-defined.ts), where it is a pipeline of others:
 *
 *        export const top = fluxDefined('top', '(n, columns=["_value"], tables=<-) => tables |> sort(…) |> limit(n: n)')
 *
 * Row functions (`fn: (r) => …`) are called through `rowFunction` (row-function.ts).
 */
import { Args } from '../interpreter/args.ts'
import { call } from '../interpreter/call.ts'
import type { Runtime } from '../interpreter/runtime.ts'
import { FluxFunction, type Frame, type Parameter, type Value } from '../values/value.ts'
import type { FluxDefined } from './flux-defined.ts'

export interface BuiltinContext {
  readonly runtime: Runtime
  /** The call that is being made. */
  readonly frame: Frame
  /** Calls a function argument with named arguments. */
  call(fn: FluxFunction, args: Readonly<Record<string, Value>>): Value
}

/** A function before it is bound to a query. */
export class Builtin {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly run: (args: Args, context: BuiltinContext) => Value

  constructor(name: string, parameters: readonly Parameter[], run: (args: Args, context: BuiltinContext) => Value) {
    this.name = name
    this.parameters = parameters
    this.run = run
  }
}

/** A member of a package: a constant or a function. */
export type Member = Value | Builtin | FluxDefined
export type Package = Readonly<Record<string, Member>>

/** A function of a package; see the top of this file. */
export function builtin(
  name: string,
  parameters: readonly string[],
  run: (args: Args, context: BuiltinContext) => Value,
): Builtin {
  return new Builtin(name, parameters.map(parameterOf), run)
}

function parameterOf(text: string): Parameter {
  if (text.startsWith('<-')) return { name: text.slice(2), pipe: true }
  return text.endsWith('?') ? { name: text.slice(0, -1), optional: true } : { name: text }
}

/** Makes a builtin callable in a query. */
export function bindBuiltin(definition: Builtin, runtime: Runtime): FluxFunction {
  return new FluxFunction({
    name: definition.name,
    parameters: definition.parameters,
    invoke: (args, frame) =>
      definition.run(new Args(args, frame), {
        runtime,
        frame,
        call: (fn, named) => call(fn, new Map(Object.entries(named)), { frame: { ...frame, row: true } }),
      }),
  })
}
