import type { Value } from '../values/value.ts'

/** Names and their values, inside out. */
export class Scope {
  readonly parent: Scope | undefined
  /** True inside a row function (see Frame.row). */
  readonly row: boolean
  readonly #values = new Map<string, Value>()
  readonly #fallback: ((name: string) => Value | undefined) | undefined

  constructor(options: { parent?: Scope; row?: boolean; fallback?: (name: string) => Value | undefined } = {}) {
    this.parent = options.parent
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
