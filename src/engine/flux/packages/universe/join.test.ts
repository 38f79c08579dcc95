import { expect, test } from 'vitest'
import { createFluxFixture } from '../../flux-fixture.ts'

test('gives each pair of tables the columns of that pair', async () => {
  const flux = createFluxFixture()
  flux.write('m,h=a,zone=x v=1,w=2 1768435200\nm,h=b v=3,w=4 1768435200')
  const csv = await flux.query(`
    all = from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)
      |> drop(columns: ["_start", "_stop", "_measurement"])
    v = all |> filter(fn: (r) => r._field == "v")
    w = all |> filter(fn: (r) => r._field == "w")
    join(tables: {v: v, w: w}, on: ["_time", "h"])`)
  expect(csv.split('\n').filter((line) => line.startsWith(','))).toEqual([
    ',result,table,_field_v,_field_w,_time,_value_v,_value_w,h,zone_v,zone_w',
    ',,0,v,w,2026-01-15T00:00:00Z,1,2,a,x,x',
    ',result,table,_field_v,_field_w,_time,_value_v,_value_w,h',
    ',,1,v,w,2026-01-15T00:00:00Z,3,4,b',
  ])
})
