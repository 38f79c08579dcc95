import { FluxError } from '../../language/flux-error.ts'
import { StepError } from '../../plan/runtime-error.ts'
import { type Cell, Column, toCell } from '../../table/column.ts'
import { compareStrings } from '../../table/group-key.ts'
import { columnOf, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { type Conversion, toBool, toFloat, toInt, toText, toTime, toUint } from '../../values/convert.ts'
import { type ColumnType, nullOf } from '../../values/value.ts'
import type { Builtin } from '../builtin.ts'
import { transformation } from '../transformation.ts'
import { regroup } from './group.ts'

/** Converts `_value`, as `map(fn: (r) => ({r with _value: …}))` does: columns sorted, except for `toFloat`. */
function toType(name: string, type: ColumnType, convert: Conversion): Builtin {
  return transformation(name, [], {
    options: () => undefined,
    *stream(tables) {
      const collector = new TableCollector()
      for (const table of tables) {
        if (table.length === 0) continue
        const converted = convertValue(table, type, convert)
        regroup(
          converted,
          table.key.columns.flatMap(({ label }) => columnOf(converted, label) ?? []),
          collector,
        )
      }
      yield* collector.tables('sorted')
    },
  })
}

function convertValue(table: Table, type: ColumnType, convert: Conversion): Table {
  const source = columnOf(table, '_value')
  const cells: Cell[] = []
  for (let row = 0; row < table.length; row++) {
    try {
      cells.push(toCell(convert(source?.value(row) ?? nullOf('invalid'))) ?? null)
    } catch (error) {
      if (!(error instanceof FluxError)) throw error
      // toFloat runs over whole columns on a real server, which names no position then.
      if (type === 'float') throw new StepError(`runtime error: ${error.message.replace('to float', 'to Float')}`)
      throw new FluxError(`failed to evaluate map function: ${error.message}`, { cause: error })
    }
  }
  const made = new Column('_value', type, cells)
  const columns =
    source === undefined ? [...table.columns, made] : table.columns.map((one) => (one === source ? made : one))
  if (type !== 'float') columns.sort((a, b) => compareStrings(a.label, b.label))
  return { key: table.key, columns, length: table.length }
}

export const toBoolColumn = toType('toBool', 'bool', toBool)
export const toFloatColumn = toType('toFloat', 'float', toFloat)
export const toIntColumn = toType('toInt', 'int', toInt)
export const toStringColumn = toType('toString', 'string', toText)
export const toTimeColumn = toType('toTime', 'time', toTime)
export const toUintColumn = toType('toUInt', 'uint', toUint)
