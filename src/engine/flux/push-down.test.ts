import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from './flux-fixture.ts'

const range = 'from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)'
/** A step that keeps rows as they are and that storage cannot take over. */
const inMemory = '|> map(fn: (r) => ({r with seen: true})) |> drop(columns: ["seen"])'

const points = fc.array(
  fc.record({
    host: fc.constantFrom('a', 'b', 'c'),
    second: fc.integer({ min: 0, max: 599 }),
    value: fc.integer({ min: -1000, max: 1000 }).map((value) => value / 4),
  }),
  { minLength: 1, maxLength: 60 },
)

const aggregates = ['mean', 'sum', 'count', 'min', 'max', 'first', 'last']

function valuesOf(csv: string): string[] {
  return rowsOf(csv)
    .map(({ host, _time, _value }) => `${host} ${_time ?? ''} ${_value}`)
    .sort()
}

test('aggregates in storage what it aggregates in memory', async () => {
  await fc.assert(
    fc.asyncProperty(points, fc.constantFrom(...aggregates), fc.boolean(), async (written, fn, createEmpty) => {
      const flux = createFluxFixture()
      flux.write(
        written.map(({ host, second, value }) => `m,host=${host} v=${value} ${1_768_435_200 + second}`).join('\n'),
      )
      const windows = `|> aggregateWindow(every: 1m, fn: ${fn}, createEmpty: ${createEmpty})`
      const pushed = await flux.query(`${range} ${windows}`)
      const unpushed = await flux.query(`${range} ${inMemory} ${windows}`)
      expect(valuesOf(pushed)).toEqual(valuesOf(unpushed))
      expect(valuesOf(await flux.query(`${range} |> ${fn}()`))).toEqual(
        valuesOf(await flux.query(`${range} ${inMemory} |> ${fn}()`)),
      )
    }),
    { numRuns: 40 },
  )
})

test('filters in storage what it filters in memory', async () => {
  const predicates = [
    'r.host == "a"',
    'r.host != "a"',
    'r.host =~ /^[ab]$/',
    'exists r.host',
    'not exists r.host',
    'r._value > 10.0',
    'r._value <= 0.0 or r.host == "b"',
    'r.host == "a" and r._value != 1.5',
  ]
  await fc.assert(
    fc.asyncProperty(points, fc.constantFrom(...predicates), async (written, predicate) => {
      const flux = createFluxFixture()
      flux.write(
        written.map(({ host, second, value }) => `m,host=${host} v=${value} ${1_768_435_200 + second}`).join('\n'),
      )
      const filter = `|> filter(fn: (r) => ${predicate})`
      const pushed = await flux.query(`${range} ${filter}`)
      expect(valuesOf(pushed)).toEqual(valuesOf(await flux.query(`${range} ${inMemory} ${filter}`)))
    }),
    { numRuns: 60 },
  )
})

test('reads only the series that a filter on keys names', async () => {
  const flux = createFluxFixture()
  flux.write('m,host=a v=1 1768435200\nm,host=b v=2 1768435200\nother v=3 1768435200')
  const asked: string[] = []
  const host = {
    ...flux.host,
    read(request: Parameters<typeof flux.host.read>[0]) {
      const slices = flux.host.read(request)
      asked.push(...slices.map(({ measurement, tags }) => `${measurement} ${tags.map(([, value]) => value).join()}`))
      return slices
    },
  }
  const { runFlux } = await import('./run-flux.ts')
  await runFlux({
    host,
    query: `wanted = "b"
${range} |> filter(fn: (r) => r._measurement == "m" and r.host == wanted)`,
  })
  expect(asked).toEqual(['m b'])
})

test('leaves a stream that two steps use where it is', async () => {
  const flux = createFluxFixture()
  flux.write('m,host=a v=1 1768435200\nm,host=a v=3 1768435260')
  const script = `data = ${range}\ndata |> sum() |> yield(name: "sum")\ndata |> count() |> yield(name: "count")`
  expect(await flux.query(script)).toContain(',result,table,_start,_stop,_field,_measurement,host,_value')
})
