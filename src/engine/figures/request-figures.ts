/** One kind of request, as the server's own metrics tell them apart. */
export interface RequestKind {
  readonly method: string
  /** The route with its parameters' names, or the path of none. */
  readonly path: string
  readonly status: number
}

/** Counts answered requests by their kind. */
export class RequestFigures {
  readonly #counts = new Map<string, { readonly kind: RequestKind; count: number }>()

  record(kind: RequestKind): void {
    const key = `${kind.method} ${kind.path} ${kind.status}`
    const known = this.#counts.get(key)
    if (known) known.count++
    else this.#counts.set(key, { kind, count: 1 })
  }

  list(): { readonly kind: RequestKind; readonly count: number }[] {
    return [...this.#counts.values()]
  }
}
