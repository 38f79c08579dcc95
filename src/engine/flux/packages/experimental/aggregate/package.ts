import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'

/** The mean rise a unit of time in each window, summed over the series of a group. */
const rate = fluxDefined(
  'rate',
  `(tables=<-, every, groupColumns=[], unit=1s) => {
    summed = (column, tables=<-) => tables
      |> mean(column: column)
      |> group(columns: groupColumns)
      |> experimental.group(columns: ["_start", "_stop"], mode: "extend")
      |> sum()
    return tables |> derivative(unit: unit, nonNegative: true) |> aggregateWindow(every: every, fn: summed)
  }`,
  { experimental: 'experimental' },
)

/** Import path `experimental/aggregate`. */
export const experimentalAggregate: Package = { rate }
