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
    }),
    table: (table, spec) => quantileTable(table, spec),
  },
)

interface Bucket {
  readonly count: number
  readonly bound: number
}

function quantileTable(table: Table, spec: HistogramQuantileSpec): Table {
  const counts = floatColumn(table, spec.countColumn, 'count')
  const bounds = floatColumn(table, spec.upperBoundColumn, 'upper bound')
  const buckets: Bucket[] = []
  for (let row = 0; row < table.length; row++) {
    const count = counts.at(row)
    const bound = bounds.at(row)
    if (typeof bound !== 'number') throw new FluxError('unexpected null in the upperBoundColumn')
    if (typeof count === 'number') buckets.push({ count, bound })
  }
  buckets.sort((a, b) => a.bound - b.bound)
  return {
    key: table.key,
    columns: [...keyColumns(table.key, 1), new Column(spec.valueColumn, 'float', [estimate(buckets, spec)])],
    length: 1,
  }
}

function floatColumn(table: Table, label: string, name: string): Column {
  const column = columnOf(table, label)
  if (column === undefined) throw new FluxError(`table is missing ${name} column "${label}"`)
  if (column.type !== 'float') throw new FluxError(`${name} column "${label}" must be of type float`)
  return column
}

function estimate(buckets: readonly Bucket[], { quantile, minValue }: HistogramQuantileSpec): number | null {
  const last = buckets.at(-1)
  if (last === undefined || last.count === 0) return null
  const rank = quantile * last.count
  let at = -1
  let previous = 0
  for (const [i, { count }] of buckets.entries()) {
    if (count < previous) throw new FluxError('histogram records counts are not monotonic')
    previous = count
    if (at < 0 && count >= rank) at = i
  }
  const bucket = buckets[at]
  if (bucket === undefined) return last.bound
  const below = buckets[at - 1]
  const lowerCount = below?.count ?? 0
  const lowerBound = below?.bound ?? minValue
  if (bucket.bound === Number.POSITIVE_INFINITY) return lowerBound
  if (bucket.count === lowerCount) return lowerBound
  const scale = (rank - lowerCount) / (bucket.count - lowerCount)
  return lowerBound + (bucket.bound - lowerBound) * scale
}
