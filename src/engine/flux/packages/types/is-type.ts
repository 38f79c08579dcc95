import { typeName } from '../../values/value.ts'
import { builtin } from '../builtin.ts'
import { fluxDefined } from '../flux-defined.ts'

const basic = new Set(['string', 'bytes', 'int', 'uint', 'float', 'bool', 'time', 'duration', 'regexp'])

/** Whether a value, a null among them, has a basic type; false for all others. */
export const isType = builtin('isType', ['v', 'type'], (args) => {
  const type = args.string('type')
  return basic.has(type) && typeName(args.value('v')) === type
})

export const isNumeric = fluxDefined(
  'isNumeric',
  '(v) => types.isType(v: v, type: "float") or types.isType(v: v, type: "int") or types.isType(v: v, type: "uint")',
  { types: 'types' },
)
