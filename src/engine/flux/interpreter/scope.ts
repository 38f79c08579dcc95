import type { Frame, Value } from '../values/value.ts'

/** Names and their values, inside out. */
export class Scope {
  readonly parent: Scope | undefined
  /** True inside a row function (see Frame.row). */
  readonly row: boolean
  /** The user's call, inside a function that a package defines in Flux: failures are reported there. */
  readonly library: Frame | undefined
  readonly #values = new Map<string, Value>()
  readonly #fallback: ((name: string) => Value | undefined) | undefined

  constructor(
    options: {
      parent?: Scope
      row?: boolean
      library?: Frame
      fallback?: (name: string) => Value | undefined
    } = {},
  ) {
    this.parent = options.parent
    this.library = options.library ?? options.parent?.library
    this.row = options.row ?? options.parent?.row ?? false
    this.#fallback = options.fallback
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value)
  }

  lookup(name: string): Value | undefined {
    return this.#values.get(name) ?? this.#fallback?.(name) ?? this.parent?.lookup(name)
  }
}
