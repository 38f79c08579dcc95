import { infinityNs } from '../../time/window.ts'
import { Duration, FluxRecord, type Value } from '../../values/value.ts'
import type { Package } from '../builtin.ts'
import { buckets } from '../influxdata/influxdb/buckets.ts'
import { cardinality } from '../influxdata/influxdb/cardinality.ts'
import { to } from '../influxdata/influxdb/to.ts'
import { wideTo } from '../influxdata/influxdb/wide-to.ts'
import { aggregateWindow } from './aggregate-window.ts'
import { bool, bytes, duration, float, int, string, time, uint } from './conversions.ts'
import { count } from './count.ts'
import { covariance } from './covariance.ts'
import { cumulativeSum } from './cumulative-sum.ts'
import { derivative } from './derivative.ts'
import { difference } from './difference.ts'
import { distinct, unique } from './distinct.ts'
import { drop, keep } from './drop-keep.ts'
import { duplicate } from './duplicate.ts'
import { doubleEMA, exponentialMovingAverage, tripleEMA } from './exponential-moving-average.ts'
import { max, min } from './extremes.ts'
import { fill } from './fill.ts'
import { filter } from './filter.ts'
import { findColumn, findRecord, getColumn, getRecord, tableFind } from './find.ts'
import { first } from './first.ts'
import { from } from './from.ts'
import { group } from './group.ts'
import { histogram } from './histogram.ts'
import { histogramQuantile } from './histogram-quantile.ts'
import { integral } from './integral.ts'
import { join } from './join.ts'
import { last } from './last.ts'
import { limit, tail } from './limit.ts'
import { map } from './map.ts'
import { mean } from './mean.ts'
import { mode } from './mode.ts'
import { skew, stddev } from './moments.ts'
import { chandeMomentumOscillator, kaufmansAMA, relativeStrengthIndex } from './momentum.ts'
import { movingAverage } from './moving-average.ts'
import { pivot } from './pivot.ts'
import { median, quantile } from './quantile.ts'
import { range } from './range.ts'
import { reduce } from './reduce.ts'
import { rename } from './rename.ts'
import {
  bottom,
  cov,
  highestAverage,
  highestCurrent,
  highestMax,
  increase,
  kaufmansER,
  lowestAverage,
  lowestCurrent,
  lowestMin,
  pearsonr,
  timedMovingAverage,
  timeWeightedAvg,
  top,
  truncateTimeColumn,
} from './rows-defined.ts'
import { columns, keys, keyValues } from './schema-columns.ts'
import { set } from './set.ts'
import { sort } from './sort.ts'
import { spread } from './spread.ts'
import { stateCount, stateDuration, stateTracking } from './state-tracking.ts'
import { sum } from './sum.ts'
import { elapsed, hourSelection, sample, timeShift } from './time-rows.ts'
import { toBoolColumn, toFloatColumn, toIntColumn, toStringColumn, toTimeColumn, toUintColumn } from './to-type.ts'
import { tripleExponentialDerivative } from './triple-exponential-derivative.ts'
import { union } from './union.ts'
import { contains, die, display, length, linearBins, logarithmicBins, now, today } from './values.ts'
import { window } from './window.ts'
import { yieldResult } from './yield.ts'

/** The location of windows and dates unless an option says otherwise. */
const utcLocation = new FluxRecord(
  new Map<string, Value>([
    ['zone', 'UTC'],
    ['offset', new Duration({})],
  ]),
)

/** What a script sees without an import. */
export const universe: Package = {
  aggregateWindow,
  bool,
  bottom,
  buckets,
  bytes,
  cardinality,
  chandeMomentumOscillator,
  columns,
  contains,
  count,
  cov,
  covariance,
  cumulativeSum,
  derivative,
  die,
  difference,
  display,
  distinct,
  doubleEMA,
  drop,
  duplicate,
  duration,
  elapsed,
  exponentialMovingAverage,
  fill,
  filter,
  findColumn,
  findRecord,
  first,
  float,
  from,
  getColumn,
  getRecord,
  group,
  highestAverage,
  highestCurrent,
  highestMax,
  histogram,
  histogramQuantile,
  hourSelection,
  increase,
  inf: new Duration({ ns: infinityNs }),
  int,
  integral,
  join,
  location: utcLocation,
  kaufmansAMA,
  kaufmansER,
  keep,
  keyValues,
  keys,
  last,
  length,
  limit,
  linearBins,
  logarithmicBins,
  lowestAverage,
  lowestCurrent,
  lowestMin,
  map,
  max,
  mean,
  median,
  min,
  mode,
  movingAverage,
  now,
  pearsonr,
  pivot,
  quantile,
  range,
  reduce,
  relativeStrengthIndex,
  rename,
  sample,
  set,
  skew,
  sort,
  spread,
  stateCount,
  stateDuration,
  stateTracking,
  stddev,
  string,
  sum,
  tableFind,
  tail,
  time,
  timeShift,
  timeWeightedAvg,
  timedMovingAverage,
  to,
  toBool: toBoolColumn,
  toFloat: toFloatColumn,
  toInt: toIntColumn,
  toString: toStringColumn,
  toTime: toTimeColumn,
  toUInt: toUintColumn,
  today,
  top,
  tripleEMA,
  tripleExponentialDerivative,
  truncateTimeColumn,
  uint,
  union,
  unique,
  wideTo,
  window,
  yield: yieldResult,
}
