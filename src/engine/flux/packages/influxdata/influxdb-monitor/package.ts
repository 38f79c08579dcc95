import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'
import { levels } from './levels.ts'
import { stateChanges, stateChangesOnly } from './state-changes.ts'

const bucket = '_monitoring'
const imports = {
  experimental: 'experimental',
  monitor: 'influxdata/influxdb/monitor',
  schema: 'influxdata/influxdb/schema',
}

/** Writes statuses, or notifications, into the bucket of the monitoring; a script may set another way as an option. */
const writer = (name: string) =>
  fluxDefined(name, `(tables=<-) => tables |> experimental.to(bucket: "${bucket}")`, imports)

/** Reads what was written, one column a field. */
const reader = (name: string, parameters: string, measurement: string) =>
  fluxDefined(
    name,
    `(start, stop=now(), ${parameters}) => from(bucket: "${bucket}")
      |> range(start: start, stop: stop)
      |> filter(fn: (r) => r._measurement == "${measurement}")
      |> filter(fn: fn)
      |> schema.fieldsAsCols()`,
    imports,
  )

/** Judges rows by predicates, the worst first, and writes the statuses. */
const check = fluxDefined(
  'check',
  `(data, messageFn, crit=(r) => false, warn=(r) => false, info=(r) => false, ok=(r) => true, tables=<-) => {
    level = (r) =>
      if crit(r: r) then "crit"
      else if warn(r: r) then "warn"
      else if info(r: r) then "info"
      else if ok(r: r) then "ok"
      else "unknown"
    status = (r) => ({r with
      _check_id: data._check_id,
      _check_name: data._check_name,
      _level: level(r: r),
      _measurement: "statuses",
      _source_measurement: r._measurement,
      _source_timestamp: int(v: r._time),
      _time: now(),
      _type: data._type,
    })
    return tables
      |> experimental.set(o: data.tags)
      |> experimental.group(columns: experimental.objectKeys(o: data.tags), mode: "extend")
      |> map(fn: status)
      |> map(fn: (r) => ({r with _message: messageFn(r: r)}))
      |> experimental.group(
        columns: ["_check_id", "_check_name", "_level", "_source_measurement", "_type"],
        mode: "extend",
      )
      |> monitor.write()
  }`,
  imports,
)

/** Hands statuses to an endpoint and logs whether they were sent. */
const notify = fluxDefined(
  'notify',
  `(endpoint, data, tables=<-) => {
    notification = (r) => ({r with
      _measurement: "notifications",
      _status_timestamp: int(v: r._time),
      _time: now(),
    })
    return tables
      |> experimental.set(o: data)
      |> experimental.group(columns: experimental.objectKeys(o: data), mode: "extend")
      |> map(fn: notification)
      |> endpoint()
      |> experimental.group(columns: ["_sent"], mode: "extend")
      |> monitor.log()
  }`,
  imports,
)

/** Whether the newest row of each series is older than a time. */
const deadman = fluxDefined(
  'deadman',
  '(t, tables=<-) => tables |> max(column: "_time") |> map(fn: (r) => ({r with dead: r._time < t}))',
)

/** Import path `influxdata/influxdb/monitor`. */
export const monitor: Package = {
  ...levels,
  bucket,
  check,
  deadman,
  from: reader('from', 'fn=(r) => true', 'statuses'),
  log: writer('log'),
  logs: reader('logs', 'fn', 'notifications'),
  notify,
  stateChanges,
  stateChangesOnly,
  write: writer('write'),
}
