import { FluxError } from '../../language/flux-error.ts'
import { Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

interface HistogramSpec {
  readonly bins: readonly number[]
  readonly column: string
  readonly upperBoundColumn: string
  readonly countColumn: string
  readonly normalize: boolean
}

/** Cumulative counts of values up to each bound. */
export const histogram = transformation<HistogramSpec>(
  'histogram',
  ['column?', 'upperBoundColumn?', 'countColumn?', 'bins', 'normalize?'],
  {
    options: (args) => ({
      bins: args
        .array('bins')
        .elements.map(Number)
        .sort((a, b) => a - b),
      column: args.string('column', '_value'),
      upperBoundColumn: args.string('upperBoundColumn', 'le'),
      countColumn: args.string('countColumn', '_value'),
      normalize: args.bool('normalize', false),
    }),
    table: (table, spec) => histogramTable(table, spec),
  },
)

function histogramTable(table: Table, { bins, ...spec }: HistogramSpec): Table {
  const column = columnOf(table, spec.column)
  if (column === undefined) throw new FluxError(`column "${spec.column}" is missing`)
  if (column.type !== 'float') throw new FluxError(`column "${spec.column}" must be a float got ${column.type}`)
  const counts = new Array<number>(bins.length).fill(0)
  let total = 0
  for (let row = 0; row < table.length; row++) {
    const cell = column.at(row)
    if (typeof cell !== 'number') continue
    total += 1
    const bin = bins.findIndex((bound) => cell <= bound)
    if (bin < 0) {
      const last = bins.at(-1) ?? 0
      throw new FluxError(
        `found value greater than any bin, ${bins.length} ${bins.length} ${cell.toFixed(6)} ${last.toFixed(6)}`,
      )
    }
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  let sum = 0
  const cumulative = counts.map((count) => {
    sum += count
    return spec.normalize ? sum / total : sum
  })
  return {
    key: table.key,
    columns: [
      ...keyColumns(table.key, bins.length),
      new Column(spec.upperBoundColumn, 'float', bins),
      new Column(spec.countColumn, 'float', cumulative),
    ],
    length: bins.length,
  }
}
