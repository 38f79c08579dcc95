import { expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import { bucket, engineBucket, org } from '../testing/engine-bucket.ts'
import { createEnergyQueries, type EnergyRange, resolutions } from './queries.ts'
import { timeBound } from './time-bound.ts'

const range = { buildingId: 'b1', start: '2026-01-01', stop: '2026-01-01T01:00:00+00:00' }

test('averages readings at each resolution, numbers only', async () => {
  await using server = await engineBucket()
  const lines = Array.from(
    { length: 60 },
    (_, minute) =>
      `raw_reading,building_id=b1,source=live aggregate_kw=${minute},note="x" ${1_767_225_600 + minute * 60}`,
  )
  await server.client.points.write({ org, bucket, precision: 's' }, [
    ...lines,
    'raw_reading,building_id=b2 aggregate_kw=1 1767225600',
  ])
  const queries = createEnergyQueries({ client: server.client, org, rawBucket: bucket, predictionsBucket: bucket })
  const counts: Record<string, number> = {}
  for (const resolution of resolutions)
    counts[resolution] = (await collect(queries.readings({ ...range, resolution }))).length
  expect(counts).toEqual({ '1s': 60, '1m': 60, '15m': 4 })
  const means = await collect(queries.readings({ ...range, resolution: '15m' }))
  expect(means.map(({ values }) => values._value)).toEqual([7, 22, 37, 52])
  expect(await collect(queries.predictions(range))).toEqual([])
})

test('refuses what is no id, time or resolution before it asks', async () => {
  await using server = await engineBucket()
  const queries = createEnergyQueries({ client: server.client, org, rawBucket: bucket, predictionsBucket: bucket })
  const wrong = [{ buildingId: 'a" or true' }, { start: '-1h) |> drop(' }, { stop: 'yesterday' }, { resolution: '2m' }]
  for (const change of wrong)
    expect(() => queries.readings({ ...range, ...change } as EnergyRange)).toThrow(/expected a/)
})

test('times are relative, dates or instants', () => {
  const bounds = ['-15m', 'now()', '2026-01-01', '2026-01-01T01:00:00+01:00'].map(timeBound)
  expect(bounds).toEqual(['-15m', 'now()', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'])
})
