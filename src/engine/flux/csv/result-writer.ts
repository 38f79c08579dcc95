import type { Cell, Column } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import { formatFloat } from '../values/float-text.ts'
import { formatTime } from '../values/time-text.ts'
import type { ColumnType } from '../values/value.ts'
import { csvField, csvLine } from './csv-line.ts'
import type { Annotation, Dialect } from './dialect.ts'

const datatypes: Readonly<Record<ColumnType, string>> = {
  bool: 'boolean',
  int: 'long',
  uint: 'unsignedLong',
  float: 'double',
  string: 'string',
  time: 'dateTime:RFC3339',
}

/** Collects annotated CSV. */
export interface CsvWriter {
  /** Begins a result; its tables follow. */
  begin(resultName: string): void
  table(table: Table): void
  /** Ends a result: the empty line behind it. */
  end(): void
  /** The error table of an answer that has begun. */
  error(message: string): void
  /** True once any text was made. */
  readonly written: boolean
  text(): string
}

/** Annotated CSV as the server writes it: CRLF, headers only on a change of schema and around empty tables. */
export function createCsvWriter(dialect: Dialect): CsvWriter {
  const { delimiter } = dialect
  const chunks: string[] = []
  const line = (fields: readonly string[]) => chunks.push(csvLine(fields, delimiter))
  let name = ''
  let number = 0
  let last: readonly Column[] | undefined
  let lastEmpty = false
  let anyTable = false

  function schema(table: Table): void {
    for (const annotation of dialect.annotations) line(annotationLine(annotation, table))
    if (dialect.header) line(['', 'result', 'table', ...table.columns.map(({ label }) => label)])
  }

  function annotationLine(annotation: Annotation, table: Table): string[] {
    const label = `#${annotation}`
    switch (annotation) {
      case 'group':
        return [label, 'false', 'false', ...table.columns.map((column) => String(table.key.has(column.label)))]
      case 'datatype':
        return [label, 'string', 'long', ...table.columns.map((column) => datatypes[column.type])]
      case 'default': {
        const empty = table.length === 0
        const values = table.columns.map((column) => {
          const key = empty ? table.key.get(column.label) : undefined
          return key === undefined ? '' : cellText(key.value, key.type)
        })
        return [label, name, empty ? String(number) : '', ...values]
      }
    }
  }

  function rows(table: Table): void {
    const result = dialect.annotations.includes('default') ? '' : csvField(name, delimiter)
    const lead = ['', result, String(number)].join(delimiter)
    const writers = table.columns.map((column) => cellWriter(column, delimiter))
    const parts: string[] = []
    for (let row = 0; row < table.length; row++) {
      let text = lead
      for (const write of writers) text += delimiter + write(row)
      parts.push(text, '\r\n')
    }
    chunks.push(parts.join(''))
  }

  return {
    begin(resultName) {
      name = resultName
      number = 0
      last = undefined
      lastEmpty = false
    },
    table(table) {
      anyTable = true
      const empty = table.length === 0
      if (lastEmpty || empty || last === undefined || schemaChanged(last, table.columns)) {
        if (last !== undefined) chunks.push('\r\n')
        schema(table)
      }
      rows(table)
      number += 1
      last = table.columns
      lastEmpty = empty
    },
    end() {
      chunks.push('\r\n')
    },
    error(message) {
      if (anyTable) chunks.push('\r\n')
      for (const annotation of dialect.annotations) {
        const cell = { group: 'true', datatype: 'string', default: '' }[annotation]
        line([`#${annotation}`, cell, cell])
      }
      line(['', 'error', 'reference'])
      line(['', message, ''])
    },
    get written() {
      return chunks.length > 0
    },
    text: () => chunks.join(''),
  }
}

function schemaChanged(a: readonly Column[], b: readonly Column[]): boolean {
  if (a.length !== b.length) return true
  return a.some((column, i) => column.label !== b[i]?.label || column.type !== b[i]?.type)
}

function cellText(cell: Cell, type: ColumnType): string {
  if (cell === null) return ''
  if (type === 'time') return formatTime(cell as bigint)
  if (typeof cell === 'number') return formatFloat(cell)
  return String(cell)
}

function cellWriter(column: Column, delimiter: string): (row: number) => string {
  const { type, constant } = column
  if (constant !== undefined) {
    const text = csvField(cellText(constant, type), delimiter)
    return () => text
  }
  const { data } = column
  if (type === 'string') return (row) => csvField(cellText(data[row] ?? null, type), delimiter)
  return (row) => cellText(data[row] ?? null, type)
}
