import { Time } from '../../../values/value.ts'
import { builtin, type Package } from '../../builtin.ts'
import { timeable } from '../../date/timeable.ts'

const path = 'influxdata/influxdb/tasks'

/** When the task last succeeded: the option that a script sets, or what the server knows. */
const lastSuccess = builtin('lastSuccess', ['orTime'], (args, { runtime }) => {
  const option = runtime.option(`${path}.lastSuccessTime`)
  const known = option instanceof Time ? option.ns : runtime.host.task?.lastSuccessNs
  return new Time(known ?? timeable(args, 'orTime', runtime) ?? 0n)
})

/** Import path `influxdata/influxdb/tasks`. */
export const tasks: Package = { lastSuccess, lastSuccessTime: new Time(0n) }
