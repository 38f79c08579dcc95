import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../flux-fixture.ts'

const source = 'from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)'
const unordered = `import "array"
array.from(rows: [{_time: 2026-01-15T00:02:00Z, _value: 1.0}, {_time: 2026-01-15T00:01:00Z, _value: 2.0}])
|> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)`

async function answer(script: string) {
  const flux = createFluxFixture()
  flux.write('m,h=a v=1 1768435200\nm,h=a v=4 1768435260\nm,h=b v=3 1768435200')
  return rowsOf(await flux.query(script))
}

test('windows after timeShift lie in the shifted range', async () => {
  const rows = await answer(`${source} |> timeShift(duration: 1h) |> aggregateWindow(every: 10m, fn: count)`)
  expect(rows.map(({ _start, _time, _value }) => [_start, _time, _value])).toEqual([
    ['2026-01-15T01:00:00Z', '2026-01-15T01:10:00Z', '2'],
    ['2026-01-15T01:00:00Z', '2026-01-15T01:10:00Z', '1'],
  ])
})

test('elapsed counts with the precision of floats', async () => {
  const rows = await answer(`import "array"
    array.from(rows: [{_time: 2026-01-15T00:00:00.001Z, _value: 1}, {_time: 2026-01-15T00:00:00.002Z, _value: 1}])
    |> elapsed(unit: 1us)`)
  expect(rows.map(({ elapsed }) => elapsed)).toEqual(['999'])
})

const faults = [
  [`${unordered} |> stateDuration(fn: (r) => r._value > 0.0)`, 'stateDuration: got an out-of-order timestamp'],
  [`${unordered} |> integral()`, 'integral: integral found out-of-order times in time column'],
  [
    'import "array"\narray.from(rows: [{a: 1}]) |> stateCount(fn: (r) => r.a > 0)',
    'stateCount: no column "_time" exists',
  ],
  [`${source} |> sample(n: 1, column: "zz")`, 'sample: no column "zz" exists'],
] as const

test('refuses times out of order and missing columns', async () => {
  for (const [script, fault] of faults) await expect(answer(script), script).rejects.toThrow(fault)
})

test('integrates a group series by series, repeated times once', async () => {
  const [row] = await answer(`${source} |> group() |> integral(unit: 1m)`)
  expect(row?._value).toBe('-1')
})

test('integrates one value to zero, or over the whole range in nanoseconds', async () => {
  const one = `${source} |> filter(fn: (r) => r.h == "b")`
  const plain = await answer(`${one} |> integral(unit: 1m)`)
  const linear = await answer(`${one} |> integral(unit: 1m, interpolate: "linear")`)
  expect([...plain, ...linear].map(({ _value }) => _value)).toEqual(['0', '1800000000000'])
})
