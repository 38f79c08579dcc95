import { FluxError } from '../language/flux-error.ts'
import type { ColumnType } from '../values/value.ts'
import { type Cell, Column } from './column.ts'
import { compareKeys, type GroupKey } from './group-key.ts'
import type { Table } from './table.ts'

interface Growing {
  readonly key: GroupKey
  readonly columns: Map<string, { readonly type: ColumnType; readonly cells: Cell[] }>
  length: number
}

/**
 * Gathers rows into tables by key. Columns come in order of first sight; rows without one have null there; a label
 * of two types in one table is a "schema collision".
 */
export class TableCollector {
  readonly #tables = new Map<string, Growing>()

  /** Adds rows of a table (all of them where `rows` is absent) to the table of a key. */
  add(key: GroupKey, table: Table, rows?: ArrayLike<number>): void {
    const target = this.#table(key)
    const added = rows?.length ?? table.length
    for (const column of table.columns) {
      const { cells } = this.#column(target, column)
      // Columns of the key are the same in every row: they are made at the end.
      if (target.key.has(column.label)) continue
      while (cells.length < target.length) cells.push(null)
      append(cells, column, rows)
    }
    target.length += added
  }

  /** The tables sorted by key, or as they were first seen. */
  *tables(order: 'sorted' | 'seen'): Iterable<Table> {
    const all = [...this.#tables.values()]
    if (order === 'sorted') all.sort((a, b) => compareKeys(a.key, b.key))
    for (const { key, columns, length } of all) {
      const made = [...columns].map(([label, { type, cells }]) => {
        const keyed = key.get(label)
        if (keyed !== undefined) return new Column(label, type, { constant: keyed.value, length })
        while (cells.length < length) cells.push(null)
        return new Column(label, type, cells)
      })
      yield { key, columns: made, length }
    }
  }

  #table(key: GroupKey): Growing {
    let target = this.#tables.get(key.id)
    if (target === undefined) {
      target = { key, columns: new Map(), length: 0 }
      this.#tables.set(key.id, target)
    }
    return target
  }

  #column(target: Growing, { label, type }: Column) {
    let column = target.columns.get(label)
    if (column === undefined) {
      column = { type, cells: [] }
      target.columns.set(label, column)
    }
    if (column.type !== type) {
      throw new FluxError(`schema collision detected: column "${label}" is both of type ${type} and ${column.type}`)
    }
    return column
  }
}

function append(cells: Cell[], column: Column, rows: ArrayLike<number> | undefined): void {
  const length = rows?.length ?? column.length
  if (column.constant !== undefined) {
    for (let i = 0; i < length; i++) cells.push(column.constant)
    return
  }
  const { data } = column
  for (let i = 0; i < length; i++) cells.push(data[rows === undefined ? i : (rows[i] ?? 0)] ?? null)
}
