import { FluxError } from '../../language/flux-error.ts'
import type { Cell } from '../../table/column.ts'
import type { Table } from '../../table/table.ts'
import { fluxDefined } from '../flux-defined.ts'
import { transformation } from '../transformation.ts'
import { averagedColumn, withValues } from './moving-average.ts'

/** The exponential mean, begun with the plain mean of the first `n` values. */
export const exponentialMovingAverage = transformation('exponentialMovingAverage', ['n'], {
  options(args) {
    const n = args.int('n')
    if (n <= 0n) throw new FluxError(`cannot take moving average with a period of ${n} (must be greater than 0)`)
    return Number(n)
  },
  table: (table, n) => averageTable(table, n),
})

function averageTable(table: Table, n: number): Table {
  const column = averagedColumn(table, 'exponential moving average')
  const weight = 2 / (n + 1)
  const rows: number[] = []
  const cells: Cell[] = []
  let sum = 0
  let count = 0
  let last: number | undefined
  for (let row = 0; row < table.length; row++) {
    const cell = column.at(row)
    const value = cell === null ? undefined : Number(cell)
    if (row < n) {
      if (value !== undefined) {
        sum += value
        count += 1
      }
      if (row < Math.min(n, table.length) - 1) continue
      last = count === 0 ? undefined : sum / count
    } else if (value !== undefined) {
      last = last === undefined ? value : value * weight + last * (1 - weight)
    }
    rows.push(row)
    cells.push(last ?? null)
  }
  return withValues(table, rows, cells)
}

/** Twice the exponential mean less the mean of that. */
export const doubleEMA = fluxDefined(
  'doubleEMA',
  `(n, tables=<-) => tables
    |> exponentialMovingAverage(n: n)
    |> duplicate(column: "_value", as: "__first")
    |> exponentialMovingAverage(n: n)
    |> map(fn: (r) => ({r with _value: 2.0 * r.__first - r._value}))
    |> drop(columns: ["__first"])`,
)

/** The same, one step further. */
export const tripleEMA = fluxDefined(
  'tripleEMA',
  `(n, tables=<-) => tables
    |> exponentialMovingAverage(n: n)
    |> duplicate(column: "_value", as: "__first")
    |> exponentialMovingAverage(n: n)
    |> duplicate(column: "_value", as: "__second")
    |> exponentialMovingAverage(n: n)
    |> map(fn: (r) => ({r with _value: 3.0 * r.__first - 3.0 * r.__second + r._value}))
    |> drop(columns: ["__first", "__second"])`,
)
