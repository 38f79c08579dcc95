import type { Package } from '../builtin.ts'
import { count } from './count.ts'
import { filter } from './filter.ts'
import { from } from './from.ts'
import { limit } from './limit.ts'
import { map } from './map.ts'
import { range } from './range.ts'
import { string } from './string.ts'
import { sum } from './sum.ts'
import { yieldResult } from './yield.ts'

/** What a script sees without an import. */
export const universe: Package = {
  count,
  filter,
  from,
  limit,
  map,
  range,
  string,
  sum,
  yield: yieldResult,
}
