import { FluxError } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { compareStrings } from '../../table/group-key.ts'
import { columnOf, RowRecord, type Table } from '../../table/table.ts'
import { FluxRecord, typeName, type Value } from '../../values/value.ts'
import { builtin } from '../builtin.ts'
import { tableOfRecords } from './table-of-records.ts'

/** Joins the tables of equal keys by time; the function makes a row of two. */
export const join = builtin('join', ['left', 'right', 'fn'], (args, { frame, call }) => {
  const fn = args.func('fn')
  const pair = (left: FluxRecord, right: FluxRecord) => call(fn, { left, right })
  return new TableStream({
    kind: 'experimental.join',
    frame,
    parents: [args.stream('left').node, args.stream('right').node],
    *run([left = [], right = []]) {
      const rights = new Map([...right].map((table) => [table.key.id, table]))
      for (const table of left) {
        const other = rights.get(table.key.id)
        if (other !== undefined && table.length > 0 && other.length > 0) yield joined(table, other, pair)
      }
    },
  })
})

function joined(left: Table, right: Table, pair: (left: FluxRecord, right: FluxRecord) => Value): Table {
  const [leftTimes, rightTimes] = [left, right].map((table) => {
    const times = columnOf(table, '_time')
    if (times === undefined) throw new FluxError('no _time column found')
    return times
  })
  const records: FluxRecord[] = []
  for (let row = 0; row < left.length; row++) {
    for (let other = 0; other < right.length; other++) {
      if (leftTimes?.at(row) !== rightTimes?.at(other)) continue
      const record = pair(new RowRecord(left, row), new RowRecord(right, other))
      if (!(record instanceof FluxRecord)) throw new FluxError(`fn must return a record, got ${typeName(record)}`)
      records.push(record)
    }
  }
  const made = tableOfRecords(left.key, records)
  for (const { label, value } of left.key.columns) {
    const column = columnOf(made, label)
    if (records.length > 0 && (column === undefined || column.at(0) !== value)) {
      throw new FluxError("argument 'fn' may not modify group key")
    }
  }
  return { ...made, columns: made.columns.toSorted((a, b) => compareStrings(a.label, b.label)) }
}
