import { fluxDefined } from '../flux-defined.ts'

const sorted = (desc: boolean) => `(n, columns=["_value"], tables=<-) => tables
    |> sort(columns: columns, desc: ${desc})
    |> limit(n: n)`

/** The rows of the greatest values. */
export const top = fluxDefined('top', sorted(true))

/** The rows of the least values. */
export const bottom = fluxDefined('bottom', sorted(false))

const extreme = (name: string, order: 'top' | 'bottom', reducer: 'max' | 'min' | 'mean' | 'last') =>
  fluxDefined(
    name,
    `(n, column="_value", groupColumns=[], tables=<-) => tables
      |> group(columns: groupColumns)
      |> ${reducer}(column: column)
      |> group(columns: [])
      |> ${order}(n: n, columns: [column])`,
  )

/** The groups of the greatest maximum, mean or last value, and of the least minimum, mean or last. */
export const highestMax = extreme('highestMax', 'top', 'max')
export const highestAverage = extreme('highestAverage', 'top', 'mean')
export const highestCurrent = extreme('highestCurrent', 'top', 'last')
export const lowestMin = extreme('lowestMin', 'bottom', 'min')
export const lowestAverage = extreme('lowestAverage', 'bottom', 'mean')
export const lowestCurrent = extreme('lowestCurrent', 'bottom', 'last')

/** The mean of overlapping windows. */
export const timedMovingAverage = fluxDefined(
  'timedMovingAverage',
  `(every, period, column="_value", tables=<-) => tables
    |> window(every: every, period: period)
    |> mean(column: column)
    |> duplicate(column: "_stop", as: "_time")
    |> window(every: inf)`,
)

/** The sum of all rises, a fall being a reset to zero. */
export const increase = fluxDefined(
  'increase',
  `(tables=<-, columns=["_value"]) => tables
    |> difference(nonNegative: true, columns: columns, keepFirst: true, initialZero: true)
    |> cumulativeSum(columns: columns)`,
)

/** The mean over time, values at the bounds being extrapolated. */
export const timeWeightedAvg = fluxDefined(
  'timeWeightedAvg',
  `(tables=<-, unit) => tables
    |> integral(unit: unit, interpolate: "linear")
    |> map(fn: (r) => ({r with
      _value: r._value * float(v: uint(v: unit)) / float(v: int(v: r._stop) - int(v: r._start)),
    }))`,
)

/** Covariance of two streams that share columns. */
export const cov = fluxDefined(
  'cov',
  `(x, y, on, pearsonr=false) => join(tables: {x: x, y: y}, on: on)
    |> covariance(pearsonr: pearsonr, columns: ["_value_x", "_value_y"])`,
)

/** Pearson correlation of two streams that share columns. */
export const pearsonr = fluxDefined(
  'pearsonr',
  `(x, y, on) => join(tables: {x: x, y: y}, on: on) |> covariance(pearsonr: true, columns: ["_value_x", "_value_y"])`,
)

/** The efficiency ratio of a trend: its momentum without sign, as a part of one. */
export const kaufmansER = fluxDefined(
  'kaufmansER',
  `(n, tables=<-) => tables
    |> chandeMomentumOscillator(n: n)
    |> map(fn: (r) => ({r with _value: math.abs(x: r._value) / 100.0}))`,
  { math: 'math' },
)

/** Times cut to whole units. */
export const truncateTimeColumn = fluxDefined(
  'truncateTimeColumn',
  `(timeColumn="_time", unit, tables=<-) => tables
    |> map(fn: (r) => ({r with _time: date.truncate(t: r._time, unit: unit)}))`,
  { date: 'date' },
)
