/** Reads a bucket back on a worker thread; ends with 1, after saying why, where it does not hold what it should. */
import { workerData } from 'node:worker_threads'
import { type Reading, rangeOf, readingAt, readings } from './readings.ts'
import { org } from './served-engine.ts'
import { withClient } from './with-client.ts'

export interface VerifyOrder {
  readonly url: string
  readonly bucket: string
  /** Of the readings: so many from the first on, or these, rising. */
  readonly indexes: number | readonly number[]
}

/** Points of one query, about: a whole answer is one text on the server. */
const pointsOfQuery = 100_000

const { url, bucket, indexes } = workerData as VerifyOrder
const expected = typeof indexes === 'number' ? readings(indexes) : indexes.map(readingAt)
for (const part of partsOf(expected)) {
  const open = new Map(part.flatMap(valuesOf))
  const flux = `from(bucket: "${bucket}") |> ${rangeOf(part[0]?.second ?? 0, part.at(-1)?.second ?? 0)}`
  await withClient(url, async (client) => {
    for await (const { values } of client.flux.stream(org, flux)) take(open, values)
  })
  if (open.size > 0) fail(`${open.size} values are not stored`)
}

/** Readings in parts of whole seconds. */
function* partsOf(all: readonly Reading[]): Generator<readonly Reading[]> {
  for (let at = 0, end = 0; at < all.length; at = end) {
    end = Math.min(all.length, at + pointsOfQuery)
    while (end < all.length && all[end]?.second === all[end - 1]?.second) end++
    yield all.slice(at, end)
  }
}

/** Strikes a row off those that are expected. */
function take(open: Map<string, unknown>, row: Readonly<Record<string, unknown>>): void {
  const { _measurement: measurement, _field: field, _time: time, _value: value, building_id: building, source } = row
  const key = `${building} ${time} ${field}`
  const isAsWritten = measurement === 'raw_reading' && source === 'live' && open.get(key) === value
  if (!isAsWritten || !open.delete(key)) fail(`expected ${open.get(key)} at ${key}, found ${value}`)
}

function valuesOf({ key, kw, kwh, estimated }: Reading): [key: string, value: unknown][] {
  return [
    [`${key} aggregate_kw`, kw],
    [`${key} energy_kwh`, kwh],
    [`${key} estimated`, estimated],
  ]
}

function fail(why: string): never {
  console.error(`bench: bucket ${bucket}: ${why}`)
  process.exit(1)
}
