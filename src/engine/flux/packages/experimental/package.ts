import type { Package } from '../builtin.ts'
import { add, sub } from '../date/arithmetic.ts'
import { experimentalTo } from '../influxdata/influxdb/wide-to.ts'
import { count } from '../universe/count.ts'
import { distinct, unique } from '../universe/distinct.ts'
import { max, min } from '../universe/extremes.ts'
import { fill } from '../universe/fill.ts'
import { first } from '../universe/first.ts'
import { histogram } from '../universe/histogram.ts'
import { histogramQuantile } from '../universe/histogram-quantile.ts'
import { integral } from '../universe/integral.ts'
import { last } from '../universe/last.ts'
import { mean } from '../universe/mean.ts'
import { mode } from '../universe/mode.ts'
import { skew, stddev } from '../universe/moments.ts'
import { kaufmansAMA } from '../universe/momentum.ts'
import { quantile } from '../universe/quantile.ts'
import { spread } from '../universe/spread.ts'
import { sum } from '../universe/sum.ts'
import { window } from '../universe/window.ts'
import { alignTime } from './align-time.ts'
import { catchFailure } from './catch.ts'
import { group } from './extend-group.ts'
import { join } from './join.ts'
import { preview } from './preview.ts'
import { set } from './set-columns.ts'
import { unpivot } from './unpivot.ts'
import { chain, objectKeys } from './values.ts'

/** Import path `experimental`: much of it is functions of `universe` for the default columns alone. */
export const experimental: Package = {
  addDuration: add,
  alignTime,
  catch: catchFailure,
  chain,
  count,
  distinct,
  fill,
  first,
  group,
  histogram,
  histogramQuantile,
  integral,
  join,
  kaufmansAMA,
  last,
  max,
  mean,
  min,
  mode,
  objectKeys,
  preview,
  quantile,
  set,
  skew,
  spread,
  stddev,
  subDuration: sub,
  sum,
  to: experimentalTo,
  unique,
  unpivot,
  window,
}
