import { FluxError } from '../../../language/flux-error.ts'
import { Bytes, FluxArray, FluxRecord, nullOf, type Value } from '../../../values/value.ts'
import { typeAndValue } from '../../argument-fault.ts'
import { builtin } from '../../builtin.ts'
import { jsonFault } from './json-fault.ts'

/** The value of a JSON text: objects become records, numbers floats. */
export const parse = builtin('parse', ['data'], (args) => {
  const data = args.value('data')
  if (!(data instanceof Bytes)) throw new FluxError(`cannot parse JSON of type ${typeAndValue(data)}`)
  const text = new TextDecoder().decode(data.data)
  try {
    return fluxValueOf(JSON.parse(text))
  } catch (cause) {
    throw new FluxError(jsonFault(text), { cause })
  }
})

function fluxValueOf(json: unknown): Value {
  if (Array.isArray(json)) return new FluxArray(json.map(fluxValueOf))
  if (json !== null && typeof json === 'object') {
    return new FluxRecord(new Map(Object.entries(json).map(([label, one]) => [label, fluxValueOf(one)])))
  }
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json
  return nullOf('invalid')
}
