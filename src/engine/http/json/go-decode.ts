import { isId } from '../../ids.ts'
import type { Decoded, GoShape, GoStruct } from './go-shape.ts'
import { type JsonExtent, type JsonNode, JsonSyntaxError, parseGoJson } from './go-syntax.ts'

/** A value of the wrong type, in the words of Go's encoding/json. */
export class JsonTypeError extends Error {}

/** A value that its type's own reader refused, such as an id. */
export class JsonValueError extends Error {}

/** True for the errors that decodeGoJson throws. */
export function isJsonError(error: unknown): error is Error {
  return error instanceof JsonSyntaxError || error instanceof JsonTypeError || error instanceof JsonValueError
}

/**
 * Decodes JSON as the server's Go code does: keys in any case, unknown keys ignored, null leaves a field unset,
 * the first wrong type is the error. Throws JsonSyntaxError, JsonTypeError or JsonValueError with Go's text.
 */
export function decodeGoJson<const S extends GoShape>(
  text: string,
  shape: S,
  options: { extent?: JsonExtent } = {},
): Decoded<S> | undefined {
  return decodeGoValue(text, shape, options) as Decoded<S> | undefined
}

/** As decodeGoJson, for a shape that is not known when this is compiled. */
export function decodeGoValue(text: string, shape: GoShape, options: { extent?: JsonExtent } = {}): unknown {
  const run = new Decoding()
  const value = run.decode(parseGoJson(text, options.extent), shape, [])
  if (run.firstError) throw run.firstError
  return value
}

/** Where in the target a value goes: the struct that has the field, and the field's name. */
interface Step {
  readonly struct: string
  readonly field: string
}

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n }

class Decoding {
  firstError: JsonTypeError | undefined

  decode(node: JsonNode, shape: GoShape, path: readonly Step[]): unknown {
    if (node.kind === 'null') return undefined
    if (shape === 'any') return plain(node)
    if (typeof shape === 'string') return this.#scalar(node, shape, path)
    if (shape.kind === 'named') return node.kind === 'string' ? node.text : this.#refuse(node, shape.goType, path)
    if (shape.kind === 'array') {
      if (node.kind !== 'array') return this.#refuse(node, shape.goType, path)
      return node.items.map((item) => this.decode(item, shape.of, path))
    }
    if (node.kind !== 'object') return this.#refuse(node, shape.goType, path)
    if (shape.kind === 'map') {
      return Object.fromEntries(node.entries.map(([key, value]) => [key, this.decode(value, shape.of, path)]))
    }
    return this.#struct(node.entries, shape, path)
  }

  #struct(entries: readonly (readonly [string, JsonNode])[], shape: GoStruct, path: readonly Step[]): unknown {
    const found: Record<string, unknown> = {}
    const struct = shape.goType.slice(shape.goType.indexOf('.') + 1)
    for (const [key, value] of entries) {
      const field = fieldOf(shape, key)
      const fieldShape = field === undefined ? undefined : shape.fields[field]
      if (field === undefined || fieldShape === undefined) continue
      const decoded = this.decode(value, fieldShape, [...path, { struct, field }])
      if (decoded !== undefined) found[field] = decoded
    }
    return found
  }

  #scalar(node: JsonNode, shape: 'string' | 'int64' | 'float64' | 'bool' | 'id', path: readonly Step[]): unknown {
    if (shape === 'string') return node.kind === 'string' ? node.text : this.#refuse(node, 'string', path)
    if (shape === 'bool') return node.kind === 'bool' ? node.value : this.#refuse(node, 'bool', path)
    if (shape === 'id') return node.kind === 'string' ? readId(node.text) : this.#refuse(node, 'platform.ID', path)
    if (node.kind !== 'number') return this.#refuse(node, shape, path)
    if (shape === 'float64') return Number(node.text)
    const value = /^-?\d+$/.test(node.text) ? BigInt(node.text) : undefined
    if (value !== undefined && value >= int64.min && value <= int64.max) return value
    return this.#refuse(node, 'int64', path, `number ${node.text}`)
  }

  #refuse(node: JsonNode, goType: string, path: readonly Step[], what: string = node.kind): undefined {
    const last = path.at(-1)
    const target =
      last === undefined
        ? `Go value of type ${goType}`
        : `Go struct field ${last.struct}.${path.map(({ field }) => field).join('.')} of type ${goType}`
    this.firstError ??= new JsonTypeError(`json: cannot unmarshal ${what} into ${target}`)
    return undefined
  }
}

function fieldOf(shape: GoStruct, key: string): string | undefined {
  if (Object.hasOwn(shape.fields, key)) return key
  const lower = key.toLowerCase()
  return Object.keys(shape.fields).find((field) => field.toLowerCase() === lower)
}

function readId(text: string): string {
  if (Buffer.byteLength(text) !== 16) throw new JsonValueError('id must have a length of 16 bytes')
  if (!isId(text)) throw new JsonValueError('invalid ID')
  return text.toLowerCase()
}

function plain(node: JsonNode): unknown {
  if (node.kind === 'object') return Object.fromEntries(node.entries.map(([key, value]) => [key, plain(value)]))
  if (node.kind === 'array') return node.items.map(plain)
  if (node.kind === 'string') return node.text
  if (node.kind === 'number') return Number(node.text)
  return node.kind === 'bool' ? node.value : null
}
