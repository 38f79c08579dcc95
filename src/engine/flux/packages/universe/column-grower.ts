import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { type ColumnType, isNull, typeName, type Value } from '../../values/value.ts'

/** Makes a column of the values of one label of records, row by row; the nulls of absent labels make none. */
export class ColumnGrower {
  readonly label: string
  #type: ColumnType | undefined
  readonly #cells: Cell[] = []
  #constant = true

  constructor(label: string) {
    this.label = label
  }

  push(value: Value, row: number): void {
    const type = columnTypeOf(value)
    const cell = toCell(value)
    if (cell === undefined || (type === undefined && isNull(value) && value.type !== 'invalid')) {
      throw new FluxError(
        `map object property "${this.label}" is ${typeName(value)} type which is not supported in a flux table`,
      )
    }
    if (type === undefined) return
    if (cell !== null && this.#type !== undefined && this.#type !== type) {
      throw new FluxError(`type conflict: ${type} != ${this.#type}`)
    }
    this.#type ??= type
    const cells = this.#cells
    while (cells.length < row) cells.push(null)
    if (this.#constant && cells.length > 0 && cells[0] !== cell) this.#constant = false
    cells.push(cell)
  }

  /** Undefined: no row had a value or a typed null. */
  column(length: number): Column | undefined {
    const cells = this.#cells
    const type = this.#type
    const [first] = cells
    if (type === undefined || first === undefined) return undefined
    if (this.#constant && cells.length === length) return new Column(this.label, type, { constant: first, length })
    while (cells.length < length) cells.push(null)
    return new Column(this.label, type, cells)
  }
}
