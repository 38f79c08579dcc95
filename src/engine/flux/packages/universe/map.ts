import { isVectorisable } from '../../interpreter/vectorisable.ts'
import { FluxError } from '../../language/flux-error.ts'
import { StepError } from '../../plan/runtime-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { compareStrings } from '../../table/group-key.ts'
import { columnOf, makeTable, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import {
  type ColumnType,
  type FluxFunction,
  FluxRecord,
  type Frame,
  isNull,
  typeName,
  type Value,
} from '../../values/value.ts'
import { compileRowFunction, rowFunction } from '../row-function.ts'
import { transformation } from '../transformation.ts'
import { regroup } from './group.ts'

/** Replaces every row by the record that a function makes of it; tables of one key become one. */
export const map = transformation('map', ['fn', 'mergeKey?'], {
  options: (args) => ({ fn: args.func('fn') }),
  *stream(tables, { fn }, { frame }) {
    const collector = new TableCollector()
    for (const table of tables) {
      if (table.length === 0) continue
      const mapped = mapTable(table, fn, frame)
      const key = table.key.columns.flatMap(({ label }) => columnOf(mapped, label) ?? [])
      regroup(mapped, key, collector)
    }
    yield* collector.tables('sorted')
  },
})

/** The table that a function makes of a table's rows, still with the old key. */
export function mapTable(table: Table, fn: FluxFunction, frame: Frame): Table {
  const vectorised = fn.definition !== undefined && isVectorisable(fn.definition.expression)
  compileRowFunction(fn, table, vectorised ? vectorMismatch : undefined)
  const make = rowFunction(fn, frame)
  const columns = new Map<string, { type: ColumnType; cells: Cell[] }>()
  for (let row = 0; row < table.length; row++) {
    const record = evaluateRow(() => make(table, row), vectorised)
    if (!(record instanceof FluxRecord)) {
      throw new FluxError(`map function must return an object, got ${typeName(record)}`)
    }
    append(columns, record, row)
  }
  const labels = [...columns.keys()]
  if (!vectorised) labels.sort(compareStrings)
  const made = labels.flatMap((label) => {
    const column = columns.get(label)
    return column === undefined ? [] : [constantWherePossible(label, column.type, padded(column.cells, table.length))]
  })
  return makeTable(table.key, made)
}

/** Over columns a real server names no position. */
function vectorMismatch(_operator: string, left: string, right: string): never {
  throw new StepError(`runtime error: type conflict: ${right} != ${left}`)
}

function evaluateRow(evaluate: () => Value, vectorised: boolean): Value {
  try {
    return evaluate()
  } catch (error) {
    if (!(error instanceof FluxError) || error.code === 'not implemented') throw error
    if (vectorised && error.location !== undefined) throw error
    throw new FluxError(`failed to evaluate map function: ${error.message}`, { code: error.code, cause: error })
  }
}

function append(columns: Map<string, { type: ColumnType; cells: Cell[] }>, record: FluxRecord, row: number): void {
  for (const [label, value] of record.fields) {
    const type = columnTypeOf(value)
    const cell = toCell(value)
    if (cell === undefined || (type === undefined && isNull(value) && value.type !== 'invalid')) {
      throw new FluxError(
        `map object property "${label}" is ${typeName(value)} type which is not supported in a flux table`,
      )
    }
    if (type === undefined) continue
    const column = columns.get(label) ?? { type, cells: [] }
    if (cell !== null && column.type !== type) throw new FluxError(`type conflict: ${type} != ${column.type}`)
    columns.set(label, column)
    padded(column.cells, row).push(cell)
  }
}

function padded(cells: Cell[], length: number): Cell[] {
  while (cells.length < length) cells.push(null)
  return cells
}

function constantWherePossible(label: string, type: ColumnType, cells: readonly Cell[]): Column {
  const [first] = cells
  const constant = first !== undefined && cells.every((cell) => cell === first)
  return constant ? new Column(label, type, { constant: first, length: cells.length }) : new Column(label, type, cells)
}
