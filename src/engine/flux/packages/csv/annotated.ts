import { BareError } from '../../plan/runtime-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import type { ColumnType } from '../../values/value.ts'
import { cellOf, columnType } from './cell.ts'
import { checkWidth, csvRecords } from './records.ts'

interface CsvColumn {
  readonly index: number
  readonly label: string
  readonly type: ColumnType
  readonly grouped: boolean
  readonly fallback: string
}

interface Schema {
  readonly columns: readonly CsvColumn[]
  readonly tableIndex: number
  readonly tableDefault: string
  readonly width: number
}

/** The tables of an annotated CSV text: blocks of annotations, a header and rows, split by the `table` column. */
export function* annotatedTables(text: string): Iterable<Table> {
  let annotations = new Map<string, readonly string[]>()
  let schema: Schema | undefined
  let rows: (readonly string[])[] = []
  let empty = true
  for (const record of csvRecords(text)) {
    if (record === undefined) continue
    const annotation = record[0] ?? ''
    if (annotation.startsWith('#')) {
      if (schema !== undefined) {
        yield* tablesOf(schema, rows, empty)
        annotations = new Map()
        schema = undefined
        rows = []
        empty = true
      }
      annotations.set(annotation, record)
      continue
    }
    if (schema === undefined) {
      schema = schemaOf(record, annotations)
      continue
    }
    checkWidth(record, schema.width)
    rows.push(record)
    empty = false
  }
  if (schema !== undefined) yield* tablesOf(schema, rows, empty)
  else if (annotations.size > 0) throw new BareError('error in csv.from(): failed to read header row: EOF')
}

function schemaOf(header: readonly string[], annotations: ReadonlyMap<string, readonly string[]>): Schema {
  const datatypes = annotations.get('#datatype')
  if (datatypes === undefined) {
    throw new BareError(
      'error in csv.from(): failed to read metadata: missing expected annotation datatype. consider using the mode: "raw" for csv that is not expected to have annotations.',
    )
  }
  checkWidth(header, datatypes.length)
  const groups = annotations.get('#group')
  const defaults = annotations.get('#default')
  const columns = header.flatMap((label, index): CsvColumn[] => {
    if (index === 0 || label === 'result' || label === 'table') return []
    const type = columnType(datatypes[index] ?? '')
    return [{ index, label, type, grouped: groups?.[index] === 'true', fallback: defaults?.[index] ?? '' }]
  })
  const tableIndex = header.indexOf('table')
  return { columns, tableIndex, tableDefault: defaults?.[tableIndex] ?? '', width: header.length }
}

function* tablesOf(schema: Schema, rows: readonly (readonly string[])[], empty: boolean): Iterable<Table> {
  if (empty) {
    if (schema.tableDefault !== '') yield tableOf(schema, [])
    return
  }
  const tableNumber = (row: readonly string[]) => row[schema.tableIndex] || schema.tableDefault
  let from = 0
  for (let at = 1; at <= rows.length; at++) {
    const first = rows[from]
    const next = rows[at]
    if (first !== undefined && next !== undefined && tableNumber(first) === tableNumber(next)) continue
    yield tableOf(schema, rows.slice(from, at))
    from = at
  }
}

function tableOf({ columns }: Schema, rows: readonly (readonly string[])[]): Table {
  const cells = (column: CsvColumn): Cell[] =>
    rows.map((row) => cellOf(row[column.index] || column.fallback, column.type))
  const key = columns
    .filter(({ grouped }) => grouped)
    .map((column) => ({
      label: column.label,
      type: column.type,
      value: cells(column)[0] ?? cellOf(column.fallback, column.type),
    }))
  const made = columns.map((column) => new Column(column.label, column.type, cells(column)))
  return { key: new GroupKey(key), columns: made, length: rows.length }
}
