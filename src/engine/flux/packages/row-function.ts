import { call } from '../interpreter/call.ts'
import { RowRecord, type Table } from '../table/table.ts'
import type { FluxFunction, Frame, Value } from '../values/value.ts'

/** Calls a function argument `(r) => …` for rows of tables. `extra` are further named arguments (`accumulator`). */
export function rowFunction(
  fn: FluxFunction,
  frame: Frame,
): (table: Table, row: number, extra?: Readonly<Record<string, Value>>) => Value {
  const rowFrame: Frame = { ...frame, row: true }
  return (table, row, extra) => {
    const args = new Map<string, Value>([['r', new RowRecord(table, row)]])
    if (extra !== undefined) for (const [name, value] of Object.entries(extra)) args.set(name, value)
    return call(fn, args, { frame: rowFrame })
  }
}
