import type { Package } from '../../builtin.ts'
import { from } from '../../universe/from.ts'
import { buckets } from './buckets.ts'
import { cardinality } from './cardinality.ts'
import { to } from './to.ts'
import { wideTo } from './wide-to.ts'

/** Import path `influxdata/influxdb`. */
export const influxdb: Package = { buckets, cardinality, from, to, wideTo }
