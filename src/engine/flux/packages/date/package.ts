import type { Package } from '../builtin.ts'
import { add, scale, sub, time, truncate } from './arithmetic.ts'
import { names } from './names.ts'
import {
  hour,
  microsecond,
  millisecond,
  minute,
  month,
  monthDay,
  nanosecond,
  quarter,
  second,
  week,
  weekDay,
  year,
  yearDay,
} from './parts.ts'

/** Import path `date`. */
export const date: Package = {
  ...names,
  add,
  hour,
  microsecond,
  millisecond,
  minute,
  month,
  monthDay,
  nanosecond,
  quarter,
  scale,
  second,
  sub,
  time,
  truncate,
  week,
  weekDay,
  year,
  yearDay,
}
