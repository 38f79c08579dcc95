import type { Args } from '../../interpreter/args.ts'
import { call } from '../../interpreter/call.ts'
import { FluxError } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { Column } from '../../table/column.ts'
import { columnOf, RowRecord, type Table } from '../../table/table.ts'
import { FluxArray, FluxRecord, type Value } from '../../values/value.ts'
import { type BuiltinContext, builtin } from '../builtin.ts'

/** The first table whose key a predicate accepts, as a stream of its own; runs the query so far. */
export const tableFind = builtin('tableFind', ['<-tables', 'fn'], (args, context) => {
  const table = findTable(args, context)
  if (table === undefined) throw new FluxError('no table found', { code: 'not found' })
  return new TableStream({ kind: 'tableFind', frame: context.frame, parents: [], run: () => [table] })
})

/** A column of the first accepted table as an array; empty where there is none. */
export const findColumn = builtin('findColumn', ['<-tables', 'fn', 'column'], (args, context) => {
  const table = findTable(args, context)
  const column = table === undefined ? undefined : columnOf(table, args.string('column'))
  return column === undefined ? new FluxArray([]) : arrayOf(column)
})

/** A row of the first accepted table as a record; empty where there is none. */
export const findRecord = builtin('findRecord', ['<-tables', 'fn', 'idx'], (args, context) => {
  const table = findTable(args, context)
  const index = args.int('idx')
  if (table === undefined || index < 0n || index >= BigInt(table.length)) return new FluxRecord(new Map())
  return recordOf(table, Number(index))
})

/** A column of a found table as an array. */
export const getColumn = builtin('getColumn', ['<-table', 'column'], (args, context) => {
  const table = onlyTable(args.stream('table'), context)
  const label = args.string('column')
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`cannot find column "${label}"`)
  return arrayOf(column)
})

/** A row of a found table as a record. */
export const getRecord = builtin('getRecord', ['<-table', 'idx'], (args, context) => {
  const table = onlyTable(args.stream('table'), context)
  const index = args.int('idx')
  if (index < 0n || index >= BigInt(table.length)) {
    throw new FluxError(`failed to extract row from table: index ${index} out of bounds`)
  }
  return recordOf(table, Number(index))
})

function findTable(args: Args, { runtime, frame }: BuiltinContext): Table | undefined {
  const fn = args.func('fn')
  for (const table of runtime.execute(args.stream().node)) {
    const fields = new Map<string, Value>()
    for (const { label, type, value } of table.key.columns) {
      fields.set(label, new Column(label, type, [value]).value(0))
    }
    const accepted = call(fn, new Map([['key', new FluxRecord(fields)]]), { frame: { ...frame, row: true } })
    if (accepted === true) return table
  }
  return undefined
}

function onlyTable(stream: TableStream, { runtime }: BuiltinContext): Table {
  for (const table of runtime.execute(stream.node)) return table
  throw new FluxError('no table found', { code: 'not found' })
}

function arrayOf(column: Column): FluxArray {
  return new FluxArray(Array.from({ length: column.length }, (_, row) => column.value(row)))
}

function recordOf(table: Table, row: number): FluxRecord {
  return new FluxRecord(new RowRecord(table, row).fields)
}
