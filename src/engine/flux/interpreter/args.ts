import { FluxError } from '../language/flux-error.ts'
import { TableStream } from '../plan/table-stream.ts'
import {
  Duration,
  FluxArray,
  FluxFunction,
  FluxRecord,
  type Frame,
  isNull,
  Time,
  typeName,
  type Value,
} from '../values/value.ts'

/** A value of the wrong type in a row function, which a real server finds before the first row. */
export class TypeConflict extends FluxError {
  constructor(expected: string, found: Value) {
    super(`type conflict: ${expected} != ${typeName(found)}`)
  }
}

/**
 * The named arguments of a call. Each reader throws the server's words for a missing argument or one of a wrong
 * type; with a default it is optional.
 */
export class Args {
  readonly values: ReadonlyMap<string, Value>
  /** True inside row functions: a real server words a wrong type there as its compiler does. */
  readonly #row: boolean

  constructor(values: ReadonlyMap<string, Value>, frame?: Frame) {
    this.values = values
    this.#row = frame?.row ?? false
  }

  has(name: string): boolean {
    return this.values.has(name)
  }

  optional(name: string): Value | undefined {
    return this.values.get(name)
  }

  value(name: string): Value {
    const value = this.values.get(name)
    if (value === undefined) throw new FluxError(`missing required keyword argument "${name}"`)
    return value
  }

  string(name: string, fallback?: string): string {
    return this.#read(name, fallback, 'string', (value) => (typeof value === 'string' ? value : undefined))
  }

  int(name: string, fallback?: bigint): bigint {
    return this.#read(name, fallback, 'int', (value) => (typeof value === 'bigint' ? value : undefined))
  }

  float(name: string, fallback?: number): number {
    return this.#read(name, fallback, 'float', (value) => (typeof value === 'number' ? value : undefined))
  }

  bool(name: string, fallback?: boolean): boolean {
    return this.#read(name, fallback, 'bool', (value) => (typeof value === 'boolean' ? value : undefined))
  }

  time(name: string, fallback?: Time): Time {
    return this.#read(name, fallback, 'time', (value) => (value instanceof Time ? value : undefined))
  }

  duration(name: string, fallback?: Duration): Duration {
    return this.#read(name, fallback, 'duration', (value) => (value instanceof Duration ? value : undefined))
  }

  array(name: string, fallback?: FluxArray): FluxArray {
    return this.#read(name, fallback, 'array', (value) => (value instanceof FluxArray ? value : undefined))
  }

  strings(name: string, fallback?: readonly string[]): readonly string[] {
    if (!this.values.has(name) && fallback !== undefined) return fallback
    return this.array(name).elements.map((one) => {
      if (typeof one === 'string') return one
      throw new FluxError(
        `keyword argument "${name}" should be of array of type string, but got an array of type ${typeName(one)}`,
      )
    })
  }

  record(name: string, fallback?: FluxRecord): FluxRecord {
    return this.#read(name, fallback, 'object', (value) => (value instanceof FluxRecord ? value : undefined))
  }

  func(name: string): FluxFunction {
    return this.#read(name, undefined, 'function', (value) => (value instanceof FluxFunction ? value : undefined))
  }

  /** The stream that stands before `|>`. */
  stream(name = 'tables'): TableStream {
    return this.#read(name, undefined, 'stream', (value) => (value instanceof TableStream ? value : undefined))
  }

  #read<T>(name: string, fallback: T | undefined, kind: string, as: (value: Value) => T | undefined): T {
    const value = this.values.get(name)
    if (value === undefined || (isNull(value) && fallback !== undefined)) {
      if (fallback !== undefined) return fallback
      throw new FluxError(`missing required keyword argument "${name}"`)
    }
    const read = as(value)
    if (read === undefined) {
      if (this.#row && !isNull(value)) throw new TypeConflict(kind, value)
      throw new FluxError(`keyword argument "${name}" should be of kind ${kind}, but got ${typeName(value)}`)
    }
    return read
  }
}
