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
    // Constant cells are joined once; what is between them is written row by row.
    const fixed: string[] = [['', result, String(number)].join(delimiter) + delimiter]
    const writers: ((row: number) => string)[] = []
    for (const [i, column] of table.columns.entries()) {
      if (i > 0) fixed.push(`${fixed.pop() ?? ''}${delimiter}`)
      if (column.constant !== undefined) {
        fixed.push(`${fixed.pop() ?? ''}${csvField(cellText(column.constant, column.type), delimiter)}`)
      } else {
        writers.push(cellWriter(column, delimiter))
        fixed.push('')
      }
    }
    const [head = ''] = fixed
    const tails = fixed.slice(1)
    const last = tails.length - 1
    if (last >= 0) tails[last] += '\r\n'
    const lead = last >= 0 ? head : `${head}\r\n`
    let text = ''
    for (let row = 0; row < table.length; row++) {
      text += lead
      for (let i = 0; i <= last; i++) text += (writers[i]?.(row) ?? '') + tails[i]
    }
    chunks.push(text)
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

function cellWriter({ type, data }: Column, delimiter: string): (row: number) => string {
  switch (type) {
    case 'string':
      return (row) => csvField(cellText(data[row] ?? null, type), delimiter)
    case 'time':
      return (row) => timeText(data[row] ?? null)
    case 'float':
      return (row) => {
        const cell = data[row] ?? null
        return cell === null ? '' : formatFloat(cell as number)
      }
    default:
      return (row) => cellText(data[row] ?? null, type)
  }
}

/** The times of a table come again in the next one: their texts are kept. */
const timeTexts = new Map<bigint, string>()
const timeTextLimit = 10_000

function timeText(cell: Cell): string {
  if (typeof cell !== 'bigint') return ''
  let text = timeTexts.get(cell)
  if (text === undefined) {
    text = formatTime(cell)
    if (timeTexts.size >= timeTextLimit) timeTexts.clear()
    timeTexts.set(cell, text)
  }
  return text
}
