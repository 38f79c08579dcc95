// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is Flux
import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../../flux-fixture.ts'

const imports =
  'import "influxdata/influxdb/monitor"\nimport "contrib/bonitoo-io/tickscript"\noption monitor.write = (tables=<-) => tables\n'
const source = `from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")`
const check = `|> monitor.check(
  data: {_check_id: "c1", _check_name: "CPU", _type: "threshold", tags: {team: "ops"}},
  messageFn: (r) => "\${r._check_name} is \${r._level}",
  crit: (r) => r.v > 90.0,
  warn: (r) => r.v > 80.0,
)`

async function answer(script: string) {
  const flux = createFluxFixture()
  flux.write(
    'm,h=a v=10 1768435200\nm,h=a v=85 1768435260\nm,h=a v=95 1768435320\nm,h=a v=96 1768435380\nm,h=b v=1 1768435200',
  )
  const csv = await flux.query(imports + script)
  return { csv, rows: rowsOf(csv) }
}

test('judges rows by the worst level that holds', async () => {
  const { rows } = await answer(`${source} ${check}`)
  expect(rows.map(({ h, _level, _message }) => `${h} ${_level} ${_message}`).sort()).toEqual([
    'a crit CPU is crit',
    'a crit CPU is crit',
    'a ok CPU is ok',
    'a warn CPU is warn',
    'b ok CPU is ok',
  ])
  expect(rows[0]).toMatchObject({
    _measurement: 'statuses',
    _source_measurement: 'm',
    _time: '2026-01-16T00:00:00Z',
    _type: 'threshold',
    team: 'ops',
  })
})

test('finds all changes of the level', async () => {
  const { rows } = await answer(`${source} ${check} |> monitor.stateChangesOnly()`)
  expect(rows.map(({ _level, v }) => [_level, v]).sort()).toEqual([
    ['crit', '95'],
    ['warn', '85'],
  ])
})

for (const [filter, values] of [
  ['toLevel: "crit"', ['95']],
  ['fromLevel: "ok", toLevel: "warn"', ['85']],
  ['fromLevel: "warn"', ['95']],
  ['fromLevel: "crit"', []],
] as const) {
  test(`finds changes with ${filter}`, async () => {
    const { rows } = await answer(`${source} ${check} |> monitor.stateChanges(${filter})`)
    expect(rows.map(({ v }) => v)).toEqual(values)
  })
}

test('logs what an endpoint sent', async () => {
  const { rows } = await answer(`option monitor.log = (tables=<-) => tables
    endpoint = (tables=<-) => tables |> set(key: "_sent", value: "true")
    ${source} ${check} |> filter(fn: (r) => r._level == "warn")
      |> monitor.notify(endpoint: endpoint, data: {_notification_rule_id: "r1"})`)
  expect(rows).toMatchObject([
    {
      _measurement: 'notifications',
      _notification_rule_id: 'r1',
      _sent: 'true',
      _status_timestamp: '1768521600000000000',
    },
  ])
})

test('finds series that fell silent', async () => {
  const { rows } = await answer(`${source} |> monitor.deadman(t: 2026-01-15T00:01:00Z)`)
  expect(rows.map(({ h, dead }) => [h, dead])).toEqual([
    ['a', 'false'],
    ['b', 'true'],
  ])
})

test('alerts as TICKscripts do', async () => {
  const { rows } = await answer(`from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)
    |> tickscript.select(column: "_value", fn: max, as: "top")
    |> tickscript.groupBy(columns: ["h"])
    |> tickscript.alert(check: tickscript.defineCheck(id: "i", name: "n"), crit: (r) => r.top > 90.0, topic: "t")`)
  expect(rows.map(({ h, top, _level, _topic, id }) => [h, top, _level, _topic, id])).toEqual([
    ['a', '96', 'crit', 't', 'i'],
    ['b', '1', 'ok', 't', 'i'],
  ])
})

test('alerts where a measurement has no rows', async () => {
  const { rows } = await answer(`from(bucket: "b1") |> range(start: 2020-01-01T00:00:00Z, stop: 2020-01-02T00:00:00Z)
    |> tickscript.groupBy(columns: ["_measurement"])
    |> tickscript.deadman(measurement: "m", check: tickscript.defineCheck(id: "i", name: "n"))`)
  expect(rows.map(({ _level, _message, dead }) => [_level, _message, dead])).toEqual([
    ['crit', 'Deadman Check: n is: dead', 'true'],
  ])
})
