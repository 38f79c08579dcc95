import { call } from '../interpreter/call.ts'
import { type StaticScope, type StaticType, staticType } from '../interpreter/static-type.ts'
import { FluxError, formatLocation } from '../language/flux-error.ts'
import { RowRecord, type Table } from '../table/table.ts'
import type { FluxFunction, Frame, Value } from '../values/value.ts'

/** Calls a function argument `(r) => …` for rows of tables. `extra` are further named arguments (`accumulator`). */
export function rowFunction(
  fn: FluxFunction,
  frame: Frame,
): (table: Table, row: number, extra?: Readonly<Record<string, Value>>) => Value {
  const rowFrame: Frame = { ...frame, row: true }
  const open = fn.definition?.open(rowFrame)
  return (table, row, extra) => {
    const record = new RowRecord(table, row)
    if (open !== undefined) {
      open.set('r', record)
      for (const name in extra) open.set(name, extra[name] ?? record)
      return open.value()
    }
    const args = new Map<string, Value>([['r', record]])
    for (const name in extra) args.set(name, extra[name] ?? record)
    return call(fn, args, { frame: rowFrame })
  }
}

/**
 * Judges a row function by the types of a table's columns, as a real server compiles it before the first row.
 * Returns the type of the result as far as it is known. Default of `mismatch`: "cannot compile @ …".
 */
export function compileRowFunction(fn: FluxFunction, table: Table, mismatch?: StaticScope['mismatch']): StaticType {
  const { definition } = fn
  if (definition === undefined) return undefined
  const { expression } = definition
  const parameter = expression.params[0]?.key
  if (parameter === undefined || expression.body.type === 'Block') return undefined
  return staticType(expression.body, {
    row: parameter.type === 'Identifier' ? parameter.name : parameter.value,
    columns: new Map(table.columns.map(({ label, type }) => [label, type])),
    lookup: definition.lookup,
    mismatch:
      mismatch ??
      ((operator, left, right) => {
        throw new FluxError(
          `cannot compile @ ${formatLocation(expression.location)}: unsupported binary expression ${left} ${operator} ${right}`,
        )
      }),
  })
}
