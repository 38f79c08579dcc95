import { endOfRow, splitRow } from '../../client/csv-rows.ts'
import type { CellPlace } from './cell-hash.ts'
import { placeOfRow, refuseErrorTable, type StoredColumns, storedColumns } from './stored-columns.ts'

/** Takes cells in the order of the answer. Cells of a place may come in several parts. */
export interface CellSink {
  /** The cells that follow are of this place. */
  place(place: CellPlace): void
  /** @param time RFC 3339 in UTC. @param value as annotated CSV has it. */
  cell(time: string, value: string): void
}

const quote = '"'

/**
 * Reads cells out of annotated CSV, piece by piece. Rows of a table differ in time and value alone: what stands before and after them is
 * compared as text, and only the first row of a table is taken apart.
 */
export class CellScanner {
  readonly #sink: CellSink
  #rest = ''
  #group: readonly string[] = []
  #datatype: readonly string[] = []
  /** Names of a header that was read, before its first row. */
  #names: readonly string[] | undefined
  #columns: StoredColumns | undefined
  #table: string | undefined
  /** How the rows of the table begin and end; undefined: each is taken apart. */
  #frame: Frame | undefined

  constructor(sink: CellSink) {
    this.#sink = sink
  }

  /** @throws FluxStreamError for an error table; RangeError for what is no table of cells. */
  push(piece: string): void {
    const text = this.#rest + piece
    let at = 0
    for (;;) {
      const end = this.#framedRow(text, at)
      if (end >= 0) {
        at = end + 1
        continue
      }
      const rowEnd = endOfRow(text, at)
      if (rowEnd < 0) break
      this.#row(text.slice(at, text[rowEnd - 1] === '\r' ? rowEnd - 1 : rowEnd))
      at = rowEnd + 1
    }
    this.#rest = text.slice(at)
  }

  /** The answer is whole. */
  end(): void {
    if (this.#rest !== '') this.#row(this.#rest)
    this.#rest = ''
  }

  /** Takes the row at `at` if it is framed as the one before it. @returns the index of its line feed, or -1. */
  #framedRow(text: string, at: number): number {
    const frame = this.#frame
    if (frame === undefined || !text.startsWith(frame.before, at)) return -1
    const end = text.indexOf('\n', at)
    const stop = (text[end - 1] === '\r' ? end - 1 : end) - frame.after.length
    const from = at + frame.before.length
    if (end < 0 || stop < from || !text.startsWith(frame.after, stop)) return -1
    const comma = text.indexOf(',', from)
    if (comma < 0 || comma >= stop || text[comma + 1] === quote) return -1
    this.#sink.cell(text.slice(from, comma), text.slice(comma + 1, stop))
    return end
  }

  #row(row: string): void {
    if (row === '') return
    const cells = splitRow(row)
    if (row.startsWith('#')) this.#annotation(cells)
    else if (this.#names === undefined) this.#header(cells)
    else this.#cells(cells, row)
  }

  #annotation(cells: readonly string[]): void {
    if (this.#names !== undefined) {
      this.#group = []
      this.#datatype = []
    }
    if (cells[0] === '#group') this.#group = cells
    if (cells[0] === '#datatype') this.#datatype = cells
    this.#names = undefined
  }

  #header(names: readonly string[]): void {
    this.#names = names
    this.#columns = undefined
    this.#table = undefined
    this.#frame = undefined
    if (names[0] === '' && names.includes('error') && !names.includes('result')) return
    this.#columns = storedColumns(names, { group: this.#group, datatype: this.#datatype })
  }

  #cells(cells: readonly string[], row: string): void {
    const columns = this.#columns
    if (columns === undefined) {
      refuseErrorTable(this.#names ?? [], cells)
      return
    }
    if (cells.length !== this.#names?.length) {
      throw new RangeError(`a row of ${cells.length} columns below a header of ${this.#names?.length}`)
    }
    const table = cells[columns.table]
    if (table !== this.#table || !columns.isBySeries) this.#sink.place(placeOfRow(cells, columns))
    this.#table = table
    this.#frame = columns.isBySeries ? frameOf(row, columns) : undefined
    this.#sink.cell(cells[columns.time] ?? '', cells[columns.value] ?? '')
  }
}

interface Frame {
  readonly before: string
  readonly after: string
}

/** What stands around time and value in a row; undefined: they do not follow each other, or something is quoted. */
function frameOf(row: string, { time, value }: StoredColumns): Frame | undefined {
  if (value !== time + 1) return undefined
  let from = 0
  for (let column = 0; column < time; column++) from = row.indexOf(',', from) + 1
  const valueAt = row.indexOf(',', from) + 1
  const valueEnd = row.indexOf(',', valueAt)
  if (row[valueAt] === quote || row.slice(0, valueAt).includes(quote)) return undefined
  return { before: row.slice(0, from), after: valueEnd < 0 ? '' : row.slice(valueEnd) }
}
