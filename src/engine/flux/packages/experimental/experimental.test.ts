import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../flux-fixture.ts'

const source = 'from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)'

/** Rows of two series, as labels and cells, and the whole answer. */
async function answer(pipe: string, imports: readonly string[] = ['experimental']) {
  const flux = createFluxFixture()
  flux.write('m,h=a v=1,w=10 1768435200\nm,h=a v=4,w=20 1768435260\nm,h=b v=3 1768435320')
  const csv = await flux.query(`${imports.map((path) => `import "${path}"`).join('\n')}\n${source} ${pipe}`)
  return { csv, rows: rowsOf(csv) }
}

test('extends the group key', async () => {
  const { csv } = await answer(
    '|> drop(columns: ["_start", "_stop"]) |> experimental.group(columns: ["_time"], mode: "extend") |> limit(n: 1)',
  )
  expect(csv).toContain('#group,false,false,true,false,true,true,true')
  expect(csv).toContain(',result,table,_time,_value,_field,_measurement,h\n')
})

test('sets several columns at once, in the key too', async () => {
  const { rows } = await answer('|> experimental.set(o: {h: "z", n: 5})')
  expect(rows.map(({ h, n }) => `${h}${n}`)).toEqual(['z5', 'z5', 'z5', 'z5', 'z5'])
})

test('undoes a pivot, nulls left out', async () => {
  const { rows } = await answer(
    '|> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value") |> experimental.unpivot()',
  )
  expect(rows.map(({ h, _field, _value }) => `${h} ${_field} ${_value}`)).toEqual([
    'a v 1',
    'a v 4',
    'b v 3',
    'a w 10',
    'a w 20',
  ])
})

test('previews some rows of some tables', async () => {
  const { rows } = await answer('|> experimental.preview(nrows: 1, ntables: 2)')
  expect(rows).toHaveLength(2)
})

test('joins by time and key', async () => {
  const { rows } = await answer(
    `|> group(columns: ["h"]) |> filter(fn: (r) => r._field == "v") |> yield(name: "left")
     l = ${source} |> filter(fn: (r) => r._field == "v") |> group(columns: ["h"])
     r = ${source} |> filter(fn: (r) => r._field == "w") |> group(columns: ["h"])
     experimental.join(left: l, right: r, fn: (left, right) => ({left with w: right._value}))`,
  )
  expect(rows.filter(({ w }) => w !== undefined).map(({ _value, w }) => [_value, w])).toEqual([
    ['1', '10'],
    ['4', '20'],
  ])
})

test('aligns series in time', async () => {
  const { rows } = await answer(
    '|> filter(fn: (r) => r._field == "v") |> experimental.alignTime(alignTo: 2020-01-01T00:00:00Z)',
  )
  expect(rows.map(({ _time }) => _time)).toEqual([
    '2020-01-01T00:00:00Z',
    '2020-01-01T00:01:00Z',
    '2020-01-01T00:00:00Z',
  ])
})

test('runs one query before another', async () => {
  const { rows } = await answer(
    `|> yield(name: "x")
     experimental.chain(first: ${source} |> last(), second: ${source} |> count())`,
  )
  expect(rows.filter(({ _value, _time }) => _time === undefined && _value !== undefined)).toHaveLength(3)
})

for (const [pipe, message] of [
  ['|> experimental.group(columns: ["_time"], mode: "by")', 'experimental.group requires mode "extend"'],
  ['|> experimental.group(columns: ["nope"], mode: "extend")', 'unknown column "nope"'],
  ['|> experimental.unpivot()', 'unpivot can\'t have "_field" or "_value" as an input column'],
] as const) {
  test(`refuses ${pipe}`, async () => {
    await expect(answer(pipe)).rejects.toThrow(message)
  })
}

test('computes rates by group', async () => {
  const { rows } = await answer(
    '|> filter(fn: (r) => r._field == "v") |> aggregate.rate(every: 10m, unit: 1m, groupColumns: ["h"])',
    ['experimental/aggregate'],
  )
  expect(rows.map(({ h, _value }) => [h, _value])).toEqual([
    ['a', '3'],
    ['b', ''],
  ])
})

test('gives empty tables a row of nulls', async () => {
  const { rows } = await answer('|> filter(fn: (r) => r._value > 3.5, onEmpty: "keep") |> table.fill()', [
    'experimental/table',
  ])
  expect(rows.map(({ _value }) => _value)).toEqual(['4', '10', '20', ''])
})

test('names query steps', async () => {
  const { rows } = await answer(
    `|> yield(name: "x")
     query.inBucket(bucket: "b1", measurement: "m", start: 0, fields: ["w"], predicate: (r) => r.h == "a")`,
    ['experimental/query'],
  )
  expect(rows.slice(5).map(({ _value }) => _value)).toEqual(['10', '20'])
})
