import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

interface CovarianceSpec {
  readonly columns: readonly string[]
  readonly normalized: boolean
  readonly valueDst: string
}

/** Covariance of two columns, or their Pearson correlation. */
export const covariance = transformation<CovarianceSpec>('covariance', ['columns', 'pearsonr?', 'valueDst?'], {
  options: (args) => covarianceSpec(args),
  table: (table, spec) => covarianceTable(table, spec),
})

export function covarianceSpec(args: Args): CovarianceSpec {
  const columns = args.strings('columns')
  if (columns.length !== 2) throw new FluxError('must provide exactly two columns')
  return { columns, normalized: args.bool('pearsonr', false), valueDst: args.string('valueDst', '_value') }
}

export function covarianceTable(table: Table, { columns, normalized, valueDst }: CovarianceSpec): Table {
  const [x, y] = columns.map((label) => columnOf(table, label))
  if (x === undefined || y === undefined) throw new FluxError('covariance: specified columns do not exist in table')
  if (x.type !== y.type) throw new FluxError('cannot compute the covariance between different types')
  if (x.type !== 'float') throw new FluxError(`covariance does not support ${x.type}`)
  let n = 0
  let meanX = 0
  let meanY = 0
  let m2x = 0
  let m2y = 0
  let product = 0
  for (let row = 0; row < table.length; row++) {
    const a = x.at(row)
    const b = y.at(row)
    if (typeof a !== 'number' || typeof b !== 'number') continue
    n += 1
    const dx = a - meanX
    const dy = b - meanY
    meanX += dx / n
    meanY += dy / n
    m2x += dx * (a - meanX)
    m2y += dy * (b - meanY)
    product += dx * (b - meanY)
  }
  const value = normalized ? product / Math.sqrt(m2x * m2y) : product / (n - 1)
  return {
    key: table.key,
    columns: [...keyColumns(table.key, 1), new Column(valueDst, 'float', [n < 1 ? null : value])],
    length: 1,
  }
}
