import { FluxRecord, type Value } from '../values/value.ts'
import { type Cell, type Column, constantColumn } from './column.ts'
import { GroupKey } from './group-key.ts'

/** A table of a stream: a group key and columns of one length. Immutable. */
export interface Table {
  readonly key: GroupKey
  readonly columns: readonly Column[]
  readonly length: number
  /** Lengths of the stretches in which storage hands over a group's rows, a series each; absent: one. */
  readonly chunks?: readonly number[]
}

export function columnOf(table: Table, label: string): Column | undefined {
  return table.columns.find((column) => column.label === label)
}

/** The table cut to these rows, in their order. */
export function pickRows(table: Table, rows: ArrayLike<number>): Table {
  return { key: table.key, columns: table.columns.map((column) => column.pick(rows)), length: rows.length }
}

/** Rows [from, to). */
export function sliceRows(table: Table, from: number, to: number): Table {
  const end = Math.max(from, Math.min(to, table.length))
  const start = Math.min(from, table.length)
  return { key: table.key, columns: table.columns.map((column) => column.slice(start, end)), length: end - start }
}

/** A table from columns of one length; `labels` of the key must be constant columns or the table empty. */
export function makeTable(key: GroupKey, columns: readonly Column[]): Table {
  return { key, columns, length: columns[0]?.length ?? 0 }
}

/** The key columns of a table of one row, then further ones: the shape of an aggregate's answer. */
export function keyColumns(key: GroupKey, length: number): Column[] {
  return key.columns.map((column) => constantColumn(column, column.value, length))
}

/** The key made of these columns' cells in one row. */
export function keyOfRow(columns: readonly Column[], row: number): GroupKey {
  return new GroupKey(columns.map((column) => ({ label: column.label, type: column.type, value: column.at(row) })))
}

const indexes = new WeakMap<Table, ReadonlyMap<string, Column>>()

function indexOf(table: Table): ReadonlyMap<string, Column> {
  let index = indexes.get(table)
  if (index === undefined) {
    index = new Map(table.columns.map((column) => [column.label, column]))
    indexes.set(table, index)
  }
  return index
}

/** One row seen as a record: reads its cells only when asked. */
export class RowRecord extends FluxRecord {
  readonly #columns: ReadonlyMap<string, Column>
  readonly #row: number

  constructor(table: Table, row: number) {
    super(noFields)
    this.#columns = indexOf(table)
    this.#row = row
  }

  override get fields(): ReadonlyMap<string, Value> {
    const fields = new Map<string, Value>()
    for (const [label, column] of this.#columns) fields.set(label, column.value(this.#row))
    return fields
  }

  override get(label: string): Value | undefined {
    return this.#columns.get(label)?.value(this.#row)
  }
}

const noFields: ReadonlyMap<string, Value> = new Map()

/** Rows grouped by the cells of some columns, in order of first sight. */
export function groupRows(columns: readonly Column[], length: number): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (let row = 0; row < length; row++) {
    const id = cellsId(columns, row)
    const rows = groups.get(id)
    if (rows === undefined) groups.set(id, [row])
    else rows.push(row)
  }
  return groups
}

/** Equal for rows whose cells in these columns are equal. */
export function cellsId(columns: readonly Column[], row: number): string {
  let id = ''
  for (const column of columns) {
    const cell: Cell = column.at(row)
    id += cell === null ? '\u0000n' : `\u0000v${typeof cell}${String(cell)}`
  }
  return id
}
