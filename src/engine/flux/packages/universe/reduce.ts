import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column, columnTypeOf, toCell } from '../../table/column.ts'
import { compareStrings, GroupKey } from '../../table/group-key.ts'
import { keyColumns, type Table } from '../../table/table.ts'
import { type FluxFunction, FluxRecord, type Frame, isNull, typeName, type Value } from '../../values/value.ts'
import { compileRowFunction, rowFunction } from '../row-function.ts'
import { transformation } from '../transformation.ts'

interface ReduceSpec {
  readonly fn: FluxFunction
  readonly identity: FluxRecord
}

/** Folds each table into one row; properties named like key columns change the key. */
export const reduce = transformation<ReduceSpec>('reduce', ['fn', 'identity'], {
  options: (args) => ({ fn: args.func('fn'), identity: args.record('identity') }),
  *stream(tables, spec, { frame }) {
    const seen = new Set<string>()
    for (const table of tables) {
      const reduced = reduceTable(table, spec, frame)
      if (seen.has(reduced.key.id)) throw new FluxError('two reducers writing result to the same table')
      seen.add(reduced.key.id)
      yield reduced
    }
  },
})

function reduceTable(table: Table, { fn, identity }: ReduceSpec, frame: Frame): Table {
  compileRowFunction(fn, table)
  const fold = rowFunction(fn, frame)
  let accumulator = identity
  for (let row = 0; row < table.length; row++) {
    const next = folded(() => fold(table, row, { accumulator }))
    if (!(next instanceof FluxRecord))
      throw new FluxError(`reduce function must return an object, got ${typeName(next)}`)
    accumulator = checked(next, identity)
  }
  const fields = [...accumulator.fields].sort(([a], [b]) => compareStrings(a, b))
  const columns = fields.map(([label, value]) => {
    const type = columnTypeOf(value)
    const cell = toCell(value)
    if (type === undefined || cell === undefined) {
      throw new FluxError(
        `reduce object property "${label}" is ${typeName(value)} type which is not supported in a flux table`,
      )
    }
    return new Column(label, type, [cell] as Cell[])
  })
  const made = new Map(columns.map((column) => [column.label, column]))
  const key = new GroupKey(
    table.key.columns.map((one) => {
      const column = made.get(one.label)
      return column === undefined ? one : { label: one.label, type: column.type, value: column.at(0) }
    }),
  )
  return { key, columns: [...keyColumns(key, 1), ...columns.filter(({ label }) => !key.has(label))], length: 1 }
}

const mismatch = /^unsupported binary expression (\w+) \S+ (\w+)$/

/** A real server words an operator between unlike types by the types alone. */
function folded(fold: () => Value): Value {
  try {
    return fold()
  } catch (error) {
    const types = error instanceof FluxError ? mismatch.exec(error.message) : null
    if (types === null) throw error
    throw new FluxError(`type conflict: ${types[2]} != ${types[1]}`, { cause: error })
  }
}

function checked(next: FluxRecord, identity: FluxRecord): FluxRecord {
  for (const [label, value] of next.fields) {
    if (isNull(value)) throw new FluxError(`null values are not supported for "${label}" in the reduce() function`)
    const expected = identity.get(label)
    if (expected !== undefined && typeName(expected) !== typeName(value)) {
      throw new FluxError(`type conflict: ${typeName(value)} != ${typeName(expected)}`)
    }
  }
  return next
}
