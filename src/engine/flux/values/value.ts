import type { PackageValue } from '../interpreter/package-value.ts'
import type { Expression, FunctionExpression, SourceLocation } from '../language/ast.ts'
import type { TableStream } from '../plan/table-stream.ts'

/**
 * A Flux value. The common types are plain JavaScript values, so that row functions stay cheap:
 * float is `number`, int is `bigint` (kept in 64 bits), string and bool are themselves; the rest are classes.
 */
export type Value =
  | number
  | bigint
  | string
  | boolean
  | Uint
  | Time
  | Duration
  | Bytes
  | Regexp
  | FluxArray
  | Dict
  | FluxRecord
  | FluxFunction
  | Vector
  | TableStream
  | PackageValue
  | Null

/** The types a column can have. */
export type ColumnType = 'bool' | 'int' | 'uint' | 'float' | 'string' | 'time'

export class Uint {
  readonly value: bigint
  constructor(value: bigint) {
    this.value = BigInt.asUintN(64, value)
  }
}

/** Nanoseconds since the epoch. */
export class Time {
  readonly ns: bigint
  constructor(ns: bigint) {
    this.ns = ns
  }
}

/** Months and nanoseconds are both non-negative; the sign stands apart, as Flux keeps it. */
export class Duration {
  readonly months: bigint
  readonly ns: bigint
  readonly negative: boolean
  constructor(parts: { months?: bigint; ns?: bigint; negative?: boolean }) {
    this.months = parts.months ?? 0n
    this.ns = parts.ns ?? 0n
    this.negative = (parts.negative ?? false) && (this.months !== 0n || this.ns !== 0n)
  }
}

export class Bytes {
  readonly data: Uint8Array
  constructor(data: Uint8Array) {
    this.data = data
  }
}

/** `source` in Go's RE2 syntax, `pattern` its JavaScript equivalent. */
export class Regexp {
  readonly source: string
  readonly pattern: RegExp
  constructor(source: string, pattern: RegExp) {
    this.source = source
    this.pattern = pattern
  }
}

export class FluxArray {
  readonly elements: readonly Value[]
  constructor(elements: readonly Value[]) {
    this.elements = elements
  }
}

/** The member lists of a typed vector column; only inside aggregates of records. */
export class Vector {
  readonly elements: readonly Value[]
  constructor(elements: readonly Value[]) {
    this.elements = elements
  }
}

/** Keys by `dictKey` (type and text), in order of insertion. */
export class Dict {
  readonly entries: ReadonlyMap<string, readonly [key: Value, value: Value]>
  constructor(entries: ReadonlyMap<string, readonly [Value, Value]>) {
    this.entries = entries
  }
}

export class FluxRecord {
  #fields: ReadonlyMap<string, Value>
  constructor(fields: ReadonlyMap<string, Value>) {
    this.#fields = fields
  }
  /** In the order in which the labels were set. */
  get fields(): ReadonlyMap<string, Value> {
    return this.#fields
  }
  get(label: string): Value | undefined {
    return this.#fields.get(label)
  }
}

/** A null knows its type, so that a column of nulls keeps it; 'invalid' is the null of an absent label. */
export class Null {
  readonly type: ColumnType | 'duration' | 'bytes' | 'invalid'
  constructor(type: Null['type']) {
    this.type = type
  }
}

const nulls = new Map<Null['type'], Null>()

/** The null of a type. */
export function nullOf(type: Null['type']): Null {
  let known = nulls.get(type)
  if (known === undefined) {
    known = new Null(type)
    nulls.set(type, known)
  }
  return known
}

export function isNull(value: Value): value is Null {
  return value instanceof Null
}

/** One frame of the Flux call stack: the function's name as called and where. */
export interface Frame {
  readonly name: string
  readonly location: SourceLocation
  /** True inside a row function: a real server compiles these, and words their errors without the call. */
  readonly row?: boolean
}

/** A function of the language or of a package. */
export class FluxFunction {
  readonly name: string
  /** In order; `pipe` marks the one that takes what stands before `|>`. */
  readonly parameters: readonly Parameter[]
  readonly invoke: (args: ReadonlyMap<string, Value>, frame: Frame) => Value
  /** The expression a user-written function stands for, where it is one: what push-down and compilation look at. */
  readonly definition: FunctionDefinition | undefined

  constructor(parts: {
    name: string
    parameters: readonly Parameter[]
    invoke: (args: ReadonlyMap<string, Value>, frame: Frame) => Value
    definition?: FunctionDefinition
  }) {
    this.name = parts.name
    this.parameters = parts.parameters
    this.invoke = parts.invoke
    this.definition = parts.definition
  }
}

export interface Parameter {
  readonly name: string
  readonly pipe?: boolean
  readonly optional?: boolean
}

export interface FunctionDefinition {
  readonly expression: FunctionExpression
  /** Resolves a free variable of the function's body. */
  lookup(name: string): Value | undefined
  /** A call whose arguments can be set again and again: for functions that are called row by row. */
  open(frame: Frame): OpenCall
  /** The function of another expression in the same scope. */
  make(expression: FunctionExpression): FluxFunction
}

/** See FunctionDefinition.open. */
export interface OpenCall {
  set(parameter: string, value: Value): void
  /** The value of the body, or of an expression inside it. */
  value(expression?: Expression): Value
}

/** Flux's name of a value's type, as error messages use it. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'number':
      return 'float'
    case 'bigint':
      return 'int'
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
  }
  if (value instanceof Uint) return 'uint'
  if (value instanceof Time) return 'time'
  if (value instanceof Duration) return 'duration'
  if (value instanceof Bytes) return 'bytes'
  if (value instanceof Regexp) return 'regexp'
  if (value instanceof FluxArray) return 'array'
  if (value instanceof Dict) return 'dictionary'
  if (value instanceof FluxRecord) return 'object'
  if (value instanceof FluxFunction) return 'function'
  if (value instanceof Vector) return 'vector'
  if (value instanceof Null) return value.type
  return 'node' in value ? 'stream' : 'package'
}
