import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'

const imports = {
  array: 'array',
  experimental: 'experimental',
  monitor: 'influxdata/influxdb/monitor',
  tickscript: 'contrib/bonitoo-io/tickscript',
}

const defineCheck = fluxDefined(
  'defineCheck',
  '(id, name, type="custom") => ({_check_id: id, _check_name: name, _type: type, tags: {}})',
)

/** Judges rows as `monitor.check` does, with an id, details and a topic of its own. */
const alert = fluxDefined(
  'alert',
  `(
    check,
    id=(r) => "\${r._check_id}",
    details=(r) => "",
    message=(r) => "Threshold Check: \${r._check_name} is: \${r._level}",
    crit=(r) => false,
    warn=(r) => false,
    info=(r) => false,
    ok=(r) => true,
    topic="",
    tables=<-,
  ) => {
    named = tables
      |> drop(fn: (column) => column =~ /_start.*/ or column =~ /_stop.*/)
      |> map(fn: (r) => ({r with _check_id: check._check_id, _check_name: check._check_name}))
      |> map(fn: (r) => ({r with id: id(r: r)}))
      |> map(fn: (r) => ({r with details: details(r: r)}))
    addressed = if topic == ""
      then named
      else named |> set(key: "_topic", value: topic) |> experimental.group(columns: ["_topic"], mode: "extend")
    return addressed
      |> monitor.check(data: check, messageFn: message, crit: crit, warn: warn, info: info, ok: ok)
  }`,
  imports,
)

/** Alerts where a measurement has no more rows than a threshold, and where it has none at all. */
const deadman = fluxDefined(
  'deadman',
  `(
    check,
    measurement,
    threshold=0,
    id=(r) => "\${r._check_id}",
    message=(r) => "Deadman Check: \${r._check_name} is: " + (if r.dead then "dead" else "alive"),
    topic="",
    tables=<-,
  ) => {
    nothing = array.from(rows: [{_time: 2000-01-01T00:00:00Z, _measurement: measurement}])
      |> experimental.group(columns: ["_measurement"], mode: "extend")
    seen = union(tables: [nothing, tables |> keep(columns: ["_measurement", "_time"])])
      |> duplicate(column: "_measurement", as: "__value__")
      |> count(column: "__value__")
      |> findColumn(fn: (key) => key._measurement == measurement, column: "__value__")
    source = if seen[0] == 1 then nothing |> limit(n: 0) else tables
    return source
      |> duplicate(column: "_measurement", as: "__value__")
      |> count(column: "__value__")
      |> map(fn: (r) => ({r with _time: now()}))
      |> map(fn: (r) => ({r with dead: r.__value__ <= threshold}))
      |> drop(columns: ["__value__"])
      |> tickscript.alert(check: check, id: id, message: message, crit: (r) => r.dead, topic: topic)
  }`,
  imports,
)

/** A column changed by an aggregate or selector, under another name. */
const select = (name: string) =>
  fluxDefined(
    name,
    `(as, column="_value", fn=(column, tables=<-) => tables, tables=<-) => {
      from = column
      return tables |> fn(column: from) |> rename(fn: (column) => if column == from then as else column)
    }`,
  )

const selectWindow = fluxDefined(
  'selectWindow',
  `(fn, as, every, defaultValue, column="_value", tables=<-) => {
    from = column
    return tables
      |> aggregateWindow(every: every, fn: fn, column: from, createEmpty: true)
      |> fill(column: from, value: defaultValue)
      |> rename(fn: (column) => if column == from then as else column)
  }`,
)

const byMeasurement = '|> experimental.group(columns: ["_measurement"], mode: "extend")'

const groupBy = fluxDefined(
  'groupBy',
  `(columns, tables=<-) => tables |> group(columns: columns) ${byMeasurement}`,
  imports,
)

const join = fluxDefined(
  'join',
  `(tables, measurement, on=["_time"]) => join(tables: tables, on: on)
    |> map(fn: (r) => ({r with _measurement: measurement}))
    ${byMeasurement}`,
  imports,
)

/** Import path `contrib/bonitoo-io/tickscript`. */
export const tickscript: Package = {
  alert,
  compute: select('compute'),
  deadman,
  defineCheck,
  groupBy,
  join,
  select: select('select'),
  selectWindow,
}
