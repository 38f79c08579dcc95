/** A record with an id: never changed in place, only replaced, so that a snapshot is a copy of the map. */
export interface Row {
  readonly id: string
}

/** One kind of metadata record, in order of creation. */
export class Table<T extends Row> {
  readonly name: string
  #rows = new Map<string, T>()
  #onChange: (table: string, id: string, row: T | undefined) => void

  constructor(name: string, onChange: (table: string, id: string, row: T | undefined) => void) {
    this.name = name
    this.#onChange = onChange
  }

  get(id: string): T | undefined {
    return this.#rows.get(id)
  }

  put(row: T): T {
    this.#rows.set(row.id, row)
    this.#onChange(this.name, row.id, row)
    return row
  }

  delete(id: string): boolean {
    const found = this.#rows.delete(id)
    if (found) this.#onChange(this.name, id, undefined)
    return found
  }

  list(): T[] {
    return [...this.#rows.values()]
  }

  find(matches: (row: T) => boolean): T | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row
    return undefined
  }

  filter(matches: (row: T) => boolean): T[] {
    return this.list().filter(matches)
  }

  /** A copy that later puts and deletes do not touch. */
  snapshot(): ReadonlyMap<string, T> {
    return new Map(this.#rows)
  }

  restore(rows: ReadonlyMap<string, T>): void {
    this.#rows = new Map(rows)
  }
}
