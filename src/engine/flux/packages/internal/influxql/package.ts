import { maxTimeNs, minTimeNs } from '../../../values/time-text.ts'
import { Time } from '../../../values/value.ts'
import type { Package } from '../../builtin.ts'

/** Import path `internal/influxql`: the bounds of time in InfluxQL. */
export const influxql: Package = {
  epoch: new Time(0n),
  maxTime: new Time(maxTimeNs - 1n),
  minTime: new Time(minTimeNs + 2n),
}
