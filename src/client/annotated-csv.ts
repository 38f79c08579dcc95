import { readCsvRows } from './csv-rows.ts'
import { type FluxType, type FluxValue, fluxTypeOf, readFluxValue } from './flux-value.ts'

export interface FluxColumn {
  readonly name: string
  readonly type: FluxType
  /** Part of the group key. */
  readonly group: boolean
}

/** One row of a query's answer. Rows of one table share `columns`. */
export interface FluxRow {
  /** Name of the yield. */
  readonly result: string
  readonly table: number
  readonly columns: readonly FluxColumn[]
  /** By column, without result and table. */
  readonly values: Readonly<Record<string, FluxValue>>
}

/** An error that a server sent after the first byte of its answer, as a table inside a 200. */
export class FluxStreamError extends Error {
  readonly reference: string

  constructor(message: string, reference: string) {
    super(message)
    this.name = 'FluxStreamError'
    this.reference = reference
  }
}

/**
 * Rows of annotated CSV that carries the annotations group, datatype and default.
 * @throws FluxStreamError for an error table; RangeError for what is no annotated CSV, such as a proxy's page: it must not pass for an empty answer.
 */
export async function* readAnnotatedCsv(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<FluxRow> {
  let annotations: { group: string[]; datatype: string[]; default: string[] } = { group: [], datatype: [], default: [] }
  let header: Header | undefined
  for await (const cells of readCsvRows(pieces)) {
    const [first = ''] = cells
    if (cells.length === 1 && first === '') continue
    if (first.startsWith('#')) {
      if (header !== undefined) annotations = { group: [], datatype: [], default: [] }
      header = undefined
      if (first === '#group') annotations.group = cells
      else if (first === '#datatype') annotations.datatype = cells
      else if (first === '#default') annotations.default = cells
      continue
    }
    if (header === undefined) {
      header = readHeader(cells, annotations)
      continue
    }
    yield readRow(cells, header)
  }
}

interface Header {
  readonly columns: readonly FluxColumn[]
  /** Per column of `columns`: its index in a row. */
  readonly indexes: readonly number[]
  readonly defaults: readonly string[]
  readonly resultIndex: number
  readonly tableIndex: number
  readonly errorIndex: number
  readonly referenceIndex: number
}

function readHeader(
  names: readonly string[],
  annotations: {
    readonly group: readonly string[]
    readonly datatype: readonly string[]
    readonly default: readonly string[]
  },
): Header {
  const columns: FluxColumn[] = []
  const indexes: number[] = []
  const resultIndex = names.indexOf('result', 1)
  const tableIndex = names.indexOf('table', 1)
  const isError = resultIndex < 0 && names.includes('error')
  if (names[0] !== '' || (resultIndex < 0 && !isError)) {
    throw new RangeError(`no annotated CSV: ${names.join(',').slice(0, 80)}`)
  }
  for (const [index, name] of names.entries()) {
    if (index === 0 || index === resultIndex || index === tableIndex) continue
    columns.push({
      name,
      type: fluxTypeOf(annotations.datatype[index] ?? ''),
      group: annotations.group[index] === 'true',
    })
    indexes.push(index)
  }
  return {
    columns,
    indexes,
    defaults: annotations.default,
    resultIndex,
    tableIndex,
    errorIndex: isError ? names.indexOf('error') : -1,
    referenceIndex: names.indexOf('reference'),
  }
}

function readRow(cells: readonly string[], header: Header): FluxRow {
  if (header.errorIndex >= 0) {
    throw new FluxStreamError(cells[header.errorIndex] ?? '', cells[header.referenceIndex] ?? '')
  }
  const cellAt = (index: number): string => {
    const cell = cells[index]
    if (cell === undefined) throw new RangeError(`a row of ${cells.length} columns below a header of more`)
    return cell === '' ? (header.defaults[index] ?? '') : cell
  }
  const values: Record<string, FluxValue> = {}
  for (const [at, column] of header.columns.entries())
    values[column.name] = readFluxValue(cellAt(header.indexes[at] ?? 0), column.type)
  return {
    result: header.resultIndex < 0 ? '' : cellAt(header.resultIndex),
    table: header.tableIndex < 0 ? 0 : Number(cellAt(header.tableIndex)),
    columns: header.columns,
    values,
  }
}
