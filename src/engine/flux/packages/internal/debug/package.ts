import { FluxError } from '../../../language/flux-error.ts'
import { type Null, nullOf } from '../../../values/value.ts'
import { builtin, type Package } from '../../builtin.ts'
import { transformation } from '../../transformation.ts'

const nullTypes: Readonly<Record<string, Null['type']>> = {
  bool: 'bool',
  bytes: 'bytes',
  duration: 'duration',
  float: 'float',
  int: 'int',
  string: 'string',
  time: 'time',
  uint: 'uint',
}

/** The null of a type. */
const nullOfType = builtin('null', ['type?'], (args) => {
  const name = args.string('type', '')
  const type = name === '' ? 'invalid' : nullTypes[name]
  if (type === undefined) throw new FluxError(`unknown type "${name}"`)
  return nullOf(type)
})

/** A step that leaves tables as they are and keeps the planner from pushing others past it. */
const unchanged = (name: string) =>
  transformation(name, [], { kind: `debug.${name}`, options: () => undefined, table: (table) => table })

const getOption = builtin('getOption', ['pkg', 'name'], (args, { runtime }) => {
  const pkg = args.string('pkg')
  const name = args.string('name')
  return runtime.option(pkg === '' || pkg === 'universe' ? name : `${pkg}.${name}`) ?? runtime.member(pkg, name)
})

/** Import path `internal/debug`. */
export const debug: Package = {
  getOption,
  null: nullOfType,
  opaque: unchanged('opaque'),
  pass: unchanged('pass'),
  sink: transformation('sink', [], { kind: 'debug.sink', options: () => undefined, table: () => undefined }),
  slurp: unchanged('slurp'),
  vectorize: false,
}
