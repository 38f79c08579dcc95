import type { FieldValue, Point } from '../../../../../line-protocol/types.ts'
import { call } from '../../../interpreter/call.ts'
import { FluxError } from '../../../language/flux-error.ts'
import { TableStream } from '../../../plan/table-stream.ts'
import type { Column } from '../../../table/column.ts'
import { columnOf, RowRecord, type Table } from '../../../table/table.ts'
import { type FluxFunction, FluxRecord, type Frame } from '../../../values/value.ts'
import { builtin } from '../../builtin.ts'
import { fieldValue, writeNode, writeTarget } from './write-node.ts'

interface ToSpec {
  readonly timeColumn: string
  readonly measurementColumn: string
  readonly tagColumns: readonly string[] | undefined
  readonly fieldFn: FluxFunction | undefined
  readonly frame: Frame
}

/** Writes rows of `_time`, `_measurement`, `_field` and `_value` to a bucket and lets them through. */
export const to = builtin(
  'to',
  [
    '<-tables',
    'bucket?',
    'bucketID?',
    'org?',
    'orgID?',
    'host?',
    'token?',
    'timeColumn?',
    'measurementColumn?',
    'tagColumns?',
    'fieldFn?',
  ],
  (args, { frame }) => {
    const target = writeTarget(args, 'to')
    const spec: ToSpec = {
      timeColumn: args.string('timeColumn', '_time'),
      measurementColumn: args.string('measurementColumn', '_measurement'),
      tagColumns: args.has('tagColumns') ? args.strings('tagColumns') : undefined,
      fieldFn: args.has('fieldFn') ? args.func('fieldFn') : undefined,
      frame,
    }
    const parent = args.stream().node
    return new TableStream(writeNode(target, (table) => pointsOf(table, spec), { kind: 'to', frame, parent }))
  },
)

function* pointsOf(table: Table, spec: ToSpec): Iterable<Point> {
  const times = required(table, spec.timeColumn)
  const measurements = required(table, spec.measurementColumn)
  const tags = tagColumnsOf(table, spec)
  for (let row = 0; row < table.length; row++) {
    const time = times.at(row)
    const measurement = measurements.at(row)
    const fields = fieldsOf(table, row, spec)
    if (typeof time !== 'bigint') throw new FluxError(`found null or invalid value in time column ${spec.timeColumn}`)
    if (typeof measurement !== 'string' || fields.length === 0) continue
    yield { measurement, tags: tagsOf(tags, row), fields, time }
  }
}

function required(table: Table, label: string): Column {
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`no column with label ${label} exists`)
  return column
}

/** By default every column of text but those that say something else. */
function tagColumnsOf(table: Table, { tagColumns, measurementColumn }: ToSpec): Column[] {
  if (tagColumns !== undefined) return tagColumns.flatMap((label) => columnOf(table, label) ?? [])
  const other = new Set(['_field', '_value', '_measurement', measurementColumn])
  return table.columns.filter(({ label, type }) => type === 'string' && !other.has(label))
}

/** Empty and absent tags are left out. */
export function tagsOf(columns: readonly Column[], row: number): [key: string, value: string][] {
  return columns.flatMap((column): [string, string][] => {
    const cell = column.at(row)
    return typeof cell === 'string' && cell !== '' ? [[column.label, cell]] : []
  })
}

function fieldsOf(table: Table, row: number, { fieldFn, frame }: ToSpec): [key: string, value: FieldValue][] {
  if (fieldFn === undefined) {
    const name = required(table, '_field').at(row)
    const value = fieldValue(required(table, '_value').value(row))
    return typeof name === 'string' && value !== undefined ? [[name, value]] : []
  }
  const record = call(fieldFn, new Map([['r', new RowRecord(table, row)]]), { frame: { ...frame, row: true } })
  if (!(record instanceof FluxRecord)) throw new FluxError('fieldFn must return a record')
  return [...record.fields].flatMap(([label, one]): [string, FieldValue][] => {
    const value = fieldValue(one)
    return value === undefined ? [] : [[label, value]]
  })
}
