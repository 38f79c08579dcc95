import { infinityNs } from '../../time/window.ts'
import { Duration } from '../../values/value.ts'
import type { Package } from '../builtin.ts'
import { aggregateWindow } from './aggregate-window.ts'
import { count } from './count.ts'
import { duplicate } from './duplicate.ts'
import { max, min } from './extremes.ts'
import { filter } from './filter.ts'
import { first } from './first.ts'
import { from } from './from.ts'
import { group } from './group.ts'
import { last } from './last.ts'
import { limit } from './limit.ts'
import { map } from './map.ts'
import { mean } from './mean.ts'
import { range } from './range.ts'
import { string } from './string.ts'
import { sum } from './sum.ts'
import { window } from './window.ts'
import { yieldResult } from './yield.ts'

/** What a script sees without an import. */
export const universe: Package = {
  aggregateWindow,
  count,
  duplicate,
  filter,
  first,
  from,
  group,
  inf: new Duration({ ns: infinityNs }),
  last,
  limit,
  map,
  max,
  mean,
  min,
  range,
  string,
  sum,
  window,
  yield: yieldResult,
}
