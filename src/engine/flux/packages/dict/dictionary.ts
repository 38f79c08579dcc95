import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { dictKey } from '../../values/dict-key.ts'
import { Dict, FluxRecord, isNull, nullOf, typeName, type Value } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

function dictionary(args: Args): Dict {
  const value = args.value('dict')
  if (value instanceof Dict) return value
  throw new FluxError(`keyword argument "dict" should be of kind dictionary, but got ${typeName(value)}`)
}

/** A dictionary of `{key, value}` records; the last of equal keys counts. */
export const fromList = builtin('fromList', ['pairs'], (args) => {
  const entries = new Map<string, readonly [Value, Value]>()
  for (const pair of args.array('pairs').elements) {
    if (!(pair instanceof FluxRecord)) {
      throw new FluxError(
        `keyword argument "pairs" should be of an array of type object, but got an array of type ${typeName(pair)}`,
      )
    }
    const key = keyOf(pair.get('key') ?? nullOf('invalid'))
    entries.set(dictKey(key), [key, pair.get('value') ?? nullOf('invalid')])
  }
  return new Dict(entries)
})

function keyOf(key: Value): Value {
  if (isNull(key)) throw new FluxError('null value cannot be used as a dictionary key')
  return key
}

export const get = builtin('get', ['dict', 'key', 'default'], (args) => {
  const fallback = args.value('default')
  return dictionary(args).entries.get(dictKey(args.value('key')))?.[1] ?? fallback
})

/** A dictionary with one entry more, or changed. */
export const insert = builtin('insert', ['dict', 'key', 'value'], (args) => {
  const key = keyOf(args.value('key'))
  return new Dict(new Map([...dictionary(args).entries, [dictKey(key), [key, args.value('value')]]]))
})

/** A dictionary without one entry. */
export const remove = builtin('remove', ['dict', 'key'], (args) => {
  const entries = new Map(dictionary(args).entries)
  entries.delete(dictKey(args.value('key')))
  return new Dict(entries)
})
