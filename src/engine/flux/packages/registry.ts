import { array } from './array/package.ts'
import { bitwise } from './bitwise/package.ts'
import type { Package } from './builtin.ts'
import { date } from './date/package.ts'
import { dict } from './dict/package.ts'
import { influxdb } from './influxdata/influxdb/package.ts'
import { schema } from './influxdata/influxdb-schema/package.ts'
import { v1 } from './influxdata/influxdb-v1/package.ts'
import { json } from './json/package.ts'
import { math } from './math/package.ts'
import { regexp } from './regexp/package.ts'
import { strings } from './strings/package.ts'
import { timezone } from './timezone/package.ts'
import { types } from './types/package.ts'
import { universe } from './universe/package.ts'

/**
 * The packages by import path. `universe` is what a script sees without an import. A package or member that the
 * compiler knows and that is not here is answered with 501.
 */
export const packages: Readonly<Record<string, Package>> = {
  array,
  bitwise,
  date,
  dict,
  'experimental/bitwise': bitwise,
  'influxdata/influxdb': influxdb,
  'influxdata/influxdb/schema': schema,
  'influxdata/influxdb/v1': v1,
  json,
  math,
  regexp,
  strings,
  timezone,
  types,
  universe,
}
