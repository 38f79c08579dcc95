import { Args } from '../../../interpreter/args.ts'
import type { PlanNode } from '../../../plan/node.ts'
import { TableStream } from '../../../plan/table-stream.ts'
import { Duration, FluxArray, FluxFunction, type Value } from '../../../values/value.ts'
import { type Builtin, type BuiltinContext, builtin } from '../../builtin.ts'
import { distinct } from '../../universe/distinct.ts'
import { keep } from '../../universe/drop-keep.ts'
import { filterNode } from '../../universe/filter.ts'
import { from } from '../../universe/from.ts'
import { group } from '../../universe/group.ts'
import { range } from '../../universe/range.ts'
import { keys } from '../../universe/schema-columns.ts'

const monthNs = 30n * 86_400_000_000_000n
const thirtyDays = new Duration({ ns: monthNs, negative: true })

/** Which rows a schema function looks at. */
interface Scope {
  readonly predicate: FluxFunction | undefined
  readonly measurement: string | undefined
}

/** `from |> range |> filter`: the rows whose keys are asked for. */
function rows(args: Args, context: BuiltinContext, { predicate, measurement }: Scope): TableStream {
  const stop = args.optional('stop')
  const source = run(from, { bucket: args.value('bucket') }, context)
  const bounds = { start: args.optional('start') ?? thirtyDays, ...(stop === undefined ? {} : { stop }) }
  let stream = run(range, { tables: source, ...bounds }, context)
  if (predicate !== undefined) stream = filtered(stream, predicate, context)
  return measurement === undefined ? stream : filtered(stream, equals('_measurement', measurement), context)
}

function run(step: Builtin, args: Readonly<Record<string, Value>>, context: BuiltinContext): TableStream {
  const made = step.run(new Args(new Map(Object.entries(args))), context)
  if (!(made instanceof TableStream)) throw new TypeError(`${step.name} makes no stream`)
  return made
}

function filtered({ node }: TableStream, fn: FluxFunction, { frame }: BuiltinContext): TableStream {
  return new TableStream(filterNode({ fn, keepEmpty: false }, node, frame))
}

/** `(r) => r.label == value`, in the shape in which push-down finds it. */
function equals(label: string, value: string): FluxFunction {
  const location = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } }
  const name = (text: string) => ({ type: 'Identifier' as const, name: text, location })
  const literal = { type: 'StringLiteral' as const, value, location }
  const member = { type: 'MemberExpression' as const, object: name('r'), property: name(label), location }
  const expression = {
    type: 'FunctionExpression' as const,
    params: [{ key: name('r'), value: null, location }],
    body: { type: 'BinaryExpression' as const, operator: '==', left: member, right: literal, location },
    location,
  }
  const make = (): FluxFunction =>
    new FluxFunction({
      name: '',
      parameters: [{ name: 'r' }],
      definition: { expression, lookup: () => undefined, make },
      invoke: () => true,
    })
  return make()
}

/** The distinct values of a tag. */
export function tagValuesOf(args: Args, context: BuiltinContext, tag: string, scope: Scope): PlanNode {
  const source = rows(args, context, scope)
  const kept = run(keep, { tables: source, columns: new FluxArray([tag]) }, context)
  const grouped = run(group, { tables: kept }, context)
  return run(distinct, { tables: grouped, column: tag }, context).node
}

/** The keys of the series, `_start` and `_stop` among them. */
export function tagKeysOf(args: Args, context: BuiltinContext, scope: Scope): PlanNode {
  const source = run(keys, { tables: rows(args, context, scope) }, context)
  const kept = run(keep, { tables: source, columns: new FluxArray(['_value']) }, context)
  return run(distinct, { tables: kept }, context).node
}

const bounds = ['start?', 'stop?']

function ofValues(name: string, parameters: readonly string[], tag: (args: Args) => string): Builtin {
  return builtin(name, ['bucket', ...parameters, ...bounds], (args, context) => {
    return new TableStream(tagValuesOf(args, context, tag(args), scopeOf(args)))
  })
}

function ofKeys(name: string, parameters: readonly string[]): Builtin {
  return builtin(name, ['bucket', ...parameters, ...bounds], (args, context) => {
    return new TableStream(tagKeysOf(args, context, scopeOf(args)))
  })
}

function scopeOf(args: Args): Scope {
  return {
    predicate: args.has('predicate') ? args.func('predicate') : undefined,
    measurement: args.has('measurement') ? args.string('measurement') : undefined,
  }
}

export const tagValues = ofValues('tagValues', ['tag', 'predicate?'], (args) => args.string('tag'))
export const measurementTagValues = ofValues('measurementTagValues', ['measurement', 'tag'], (args) =>
  args.string('tag'),
)
export const tagKeys = ofKeys('tagKeys', ['predicate?'])
export const measurementTagKeys = ofKeys('measurementTagKeys', ['measurement'])
export const fieldKeys = ofValues('fieldKeys', ['predicate?'], () => '_field')
export const measurementFieldKeys = ofValues('measurementFieldKeys', ['measurement'], () => '_field')
export const measurements = ofValues('measurements', [], () => '_measurement')
