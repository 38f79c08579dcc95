import { FluxError } from '../../language/flux-error.ts'
import { Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

interface HistogramQuantileSpec {
  readonly quantile: number
  readonly countColumn: string
  readonly upperBoundColumn: string
  readonly valueColumn: string
  readonly minValue: number
  readonly onNonmonotonic: string
}

/** A quantile estimated from cumulative counts of buckets. */
export const histogramQuantile = transformation<HistogramQuantileSpec>(
  'histogramQuantile',
  ['quantile?', 'countColumn?', 'upperBoundColumn?', 'valueColumn?', 'minValue?', 'onNonmonotonic?'],
  {
    options: (args) => ({
      quantile: args.float('quantile', 0),
      countColumn: args.string('countColumn', '_value'),
      upperBoundColumn: args.string('upperBoundColumn', 'le'),
      valueColumn: args.string('valueColumn', '_value'),
      minValue: args.float('minValue', 0),
      onNonmonotonic: args.string('onNonmonotonic', 'error'),
    }),
    table: (table, spec) => quantileTable(table, spec),
  },
)

interface Bucket {
  readonly count: number
  readonly bound: number
}

function quantileTable(table: Table, spec: HistogramQuantileSpec): Table | undefined {
  const counts = floatColumn(table, spec.countColumn, 'count')
  const bounds = floatColumn(table, spec.upperBoundColumn, 'upper bound')
  const buckets: Bucket[] = []
  for (let row = 0; row < table.length; row++) {
    const count = counts.at(row)
    const bound = bounds.at(row)
    if (typeof count !== 'number') throw new FluxError('unexpected null in the countColumn')
    if (typeof bound !== 'number') throw new FluxError('unexpected null in the upperBoundColumn')
    buckets.push({ count, bound })
  }
  buckets.sort((a, b) => a.bound - b.bound)
  const rising = monotonic(buckets, spec)
  if (rising === undefined) return undefined
  return {
    key: table.key,
    columns: [...keyColumns(table.key, 1), new Column(spec.valueColumn, 'float', [estimate(rising, spec)])],
    length: 1,
  }
}

function floatColumn(table: Table, label: string, name: string): Column {
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`table is missing ${name} column "${label}"`)
  if (column.type !== 'float') throw new FluxError(`${name} column "${label}" must be of type float`)
  return column
}

/** Null where nothing was counted. A rank that a bucket's count reaches exactly is the bound of the last such bucket. */
function estimate(buckets: readonly Bucket[], { quantile, minValue }: HistogramQuantileSpec): number | null {
  const last = buckets.at(-1)
  if (last === undefined) throw new FluxError('histogram is empty')
  if (last.count === 0) return null
  const rank = quantile * last.count
  const at = buckets.findLastIndex(({ count }) => rank >= count)
  const upper = buckets[at + 1]
  if (upper === undefined) return last.bound
  const lower = buckets[at] ?? { count: 0, bound: minValue }
  if (rank === lower.count) return lower.bound
  if (lower.bound === Number.NEGATIVE_INFINITY) return upper.bound
  if (upper.bound === Number.POSITIVE_INFINITY) return lower.bound
  const scale = (rank - lower.count) / (upper.count - lower.count)
  return lower.bound + (upper.bound - lower.bound) * scale
}

/** Counts that never fall: a real server forces them, leaves the table out, or (by default) reports it. */
function monotonic(buckets: readonly Bucket[], { onNonmonotonic }: HistogramQuantileSpec): Bucket[] | undefined {
  const made: Bucket[] = []
  let previous = 0
  for (const { count, bound } of buckets) {
    if (count < previous && onNonmonotonic === 'drop') return undefined
    if (count < previous && onNonmonotonic !== 'force')
      throw new FluxError('histogram records counts are not monotonic')
    previous = Math.max(previous, count)
    made.push({ count: previous, bound })
  }
  return made
}
