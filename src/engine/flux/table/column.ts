import { type ColumnType, isNull, nullOf, Time, Uint, type Value } from '../values/value.ts'

/** A cell: float `number`; int, uint and time `bigint`; string; bool; null. The column's type tells the bigints apart. */
export type Cell = number | bigint | string | boolean | null

/** A typed column. `data` may be a typed array (no nulls), and is never changed once a table holds it. */
export class Column {
  readonly label: string
  readonly type: ColumnType
  readonly length: number
  /** Set where every row holds this cell: key columns cost nothing until someone asks for `data`. */
  readonly constant: Cell | undefined
  #data: ArrayLike<Cell> | undefined

  constructor(label: string, type: ColumnType, cells: ArrayLike<Cell> | { constant: Cell; length: number }) {
    this.label = label
    this.type = type
    this.length = cells.length
    if ('constant' in cells) {
      this.constant = cells.constant
    } else {
      this.#data = cells
    }
  }

  get data(): ArrayLike<Cell> {
    this.#data ??= new Array<Cell>(this.length).fill(this.constant ?? null)
    return this.#data
  }

  at(row: number): Cell {
    if (this.constant !== undefined) return this.constant
    return this.#data?.[row] ?? null
  }

  value(row: number): Value {
    return toValue(this.at(row), this.type)
  }

  /** The same cells under another label. */
  renamed(label: string): Column {
    return this.constant !== undefined
      ? new Column(label, this.type, { constant: this.constant, length: this.length })
      : new Column(label, this.type, this.data)
  }

  /** The cells of these rows, in their order. */
  pick(rows: ArrayLike<number>): Column {
    if (this.constant !== undefined) return constantColumn(this, this.constant, rows.length)
    const data = this.data
    const picked = new Array<Cell>(rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = data[rows[i] ?? 0] ?? null
    return new Column(this.label, this.type, picked)
  }

  /** Rows [from, to). */
  slice(from: number, to: number): Column {
    if (this.constant !== undefined) return constantColumn(this, this.constant, to - from)
    const data = this.data
    const part =
      data instanceof Float64Array || data instanceof BigInt64Array || data instanceof BigUint64Array
        ? data.subarray(from, to)
        : Array.prototype.slice.call(data, from, to)
    return new Column(this.label, this.type, part as ArrayLike<Cell>)
  }
}

/** A column of one cell repeated. */
export function constantColumn(like: { label: string; type: ColumnType }, constant: Cell, length: number): Column {
  return new Column(like.label, like.type, { constant, length })
}

export function toValue(cell: Cell, type: ColumnType): Value {
  if (cell === null) return nullOf(type)
  if (type === 'time') return new Time(cell as bigint)
  if (type === 'uint') return new Uint(cell as bigint)
  return cell
}

/** The cell of a value; undefined: the value's type cannot stand in a column. */
export function toCell(value: Value): Cell | undefined {
  if (typeof value !== 'object') return value
  if (isNull(value)) return null
  if (value instanceof Time) return value.ns
  if (value instanceof Uint) return value.value
  return undefined
}

/** The column type of a value; undefined: none (a record, a duration, the null of an absent label…). */
export function columnTypeOf(value: Value): ColumnType | undefined {
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
  if (value instanceof Time) return 'time'
  if (value instanceof Uint) return 'uint'
  if (isNull(value) && value.type !== 'invalid' && value.type !== 'duration' && value.type !== 'bytes')
    return value.type
  return undefined
}
