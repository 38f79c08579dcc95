import type { Package } from '../builtin.ts'
import * as letters from './case.ts'
import { joinStr, repeat, replace, replaceAll, strlen, substring } from './make.ts'
import * as search from './search.ts'
import * as splitting from './split.ts'
import * as trimming from './trim.ts'

/** Import path `strings`. */
export const strings: Package = {
  ...letters,
  ...search,
  ...splitting,
  ...trimming,
  joinStr,
  repeat,
  replace,
  replaceAll,
  strlen,
  substring,
}
