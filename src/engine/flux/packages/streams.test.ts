import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../flux-fixture.ts'

const source = 'from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)'

async function answer(script: string) {
  const flux = createFluxFixture()
  flux.write('m,h=a v=1 1768435200\nm,h=a v=4 1768435290\nm,h=b v=3 1768435320')
  const csv = await flux.query(script)
  return { csv, rows: rowsOf(csv) }
}

test('interpolates at whole intervals, from the first row to the last', async () => {
  const { rows } = await answer(`import "interpolate"\n${source} |> interpolate.linear(every: 1m)`)
  expect(rows.map(({ _time, _value }) => [_time, _value])).toEqual([
    ['2026-01-15T00:00:00Z', '1'],
    ['2026-01-15T00:01:00Z', '3'],
    ['2026-01-15T00:01:30Z', '4'],
    ['2026-01-15T00:02:00Z', '3'],
  ])
})

test('does not interpolate whole numbers or columns outside the key', async () => {
  await expect(answer(`import "interpolate"\n${source} |> toInt() |> interpolate.linear(every: 1m)`)).rejects.toThrow(
    'expected float but found int',
  )
  await expect(answer(`import "interpolate"\n${source} |> group() |> interpolate.linear(every: 1m)`)).rejects.toThrow(
    'interpolate.linear requires column "_field" to be in group key',
  )
})

test('measures how long rows last', async () => {
  const { rows } = await answer(`import "contrib/tomhollingworth/events"\n${source} |> events.duration(unit: 30s)`)
  expect(rows.map(({ duration }) => duration)).toEqual(['3', '17', '16'])
})

test('generates rows evenly', async () => {
  const { csv } = await answer(
    'import "generate"\ngenerate.from(count: 2, start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:01:00Z, fn: (n) => n + 5)',
  )
  expect(csv).toContain(',result,table,_time,_value\n,,0,2026-01-15T00:00:00Z,5\n,,0,2026-01-15T00:00:30Z,6\n')
})

test('moves sample data to now', async () => {
  const { rows } = await answer(
    `import "influxdata/influxdb/sample"\n${source} |> filter(fn: (r) => r.h == "a") |> sample.alignToNow()`,
  )
  expect(rows.map(({ _time }) => _time)).toEqual(['2026-01-15T23:58:30Z', '2026-01-16T00:00:00Z'])
})

test('does not download sample data', async () => {
  const script = 'import "influxdata/influxdb/sample"\nsample.data(set: "noaa")'
  await expect(answer(script)).rejects.toMatchObject({ status: 501 })
})

test('looks secrets up', async () => {
  const script = 'import "influxdata/influxdb/secrets"\nimport "array"\narray.from(rows: [{s: secrets.get(key: "k")}])'
  await expect(answer(script)).rejects.toMatchObject({ status: 404 })
})
