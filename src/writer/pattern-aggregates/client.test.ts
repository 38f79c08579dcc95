import { expect, test } from 'vitest'
import { collect } from '../testing/collect.ts'
import { bucket, engineBucket, org, token } from '../testing/engine-bucket.ts'
import { createPatternAggregateClient } from './client.ts'

const common = { confidence: 1, occurrences: 3 }
const day = { date: '2025-10-24' }

test('each of the ten methods writes to its bucket, and writing again overwrites', async () => {
  await using server = await engineBucket()
  const found = await server.client.organizations.find(org)
  if (found.state !== 'present') throw new Error('no organization')
  await server.client.buckets.create({ orgId: found.record.id, name: 'weekly', retentionRules: [] })
  await using client = createPatternAggregateClient({
    url: 'http://engine.invalid',
    token,
    org,
    bucketDaily: bucket,
    bucketWeekly: 'weekly',
    transport: (request) => server.engine.fetch(request),
  })
  for (const frequency of [12, 12.5]) {
    await client.writeTimeBasedDaily({ ...day, ...common, entity_id: 'light.a', domain: 'light', frequency })
    await client.writeCoOccurrenceDaily({ ...day, device_pair: ['b', 'a'], co_occurrence_count: 2, confidence: 1 })
    await client.writeSequenceDaily({ ...day, sequence: ['a', 'b'], frequency: 3 })
    await client.writeRoomBasedDaily({ ...day, area_id: 'kitchen', activity_level: 0.5 })
    await client.writeDurationDaily({ ...day, entity_id: 'light.a', avg_duration_seconds: 5 })
    await client.writeAnomalyDaily({ ...day, entity_id: 'light.a', anomaly_type: 'value', anomaly_score: 0.5 })
    await client.writeSessionWeekly({ week: '2025-W43', session_type: 'evening', session_count: 4 })
    await client.writeDayTypeWeekly({ week: '2025-W43', day_type: 'weekend', avg_events: 7 })
    await client.writeContextualMonthly({ month: '2025-10', weather_context: 'sunny', ...common })
    await client.writeSeasonalMonthly({ month: '2025-10', season: 'autumn', confidence: 1 })
  }
  const { daily, weekly } = await client.flush()
  expect([daily.totals.stored, weekly.totals.stored]).toEqual([12, 8])
  const count = async (name: string) => {
    const flux =
      'from(bucket: params.name) |> range(start: 0) |> keep(columns: ["_measurement", "_time"]) |> group() |> distinct(column: "_measurement")'
    return (await collect(client.query(flux, { name }))).length
  }
  expect([await count(bucket), await count('weekly')]).toEqual([6, 4])
  const rows = (await server.values()).filter(
    ({ _field, _measurement }) => _field === 'frequency' && _measurement === 'time_based_daily',
  )
  expect(rows.map(({ _value }) => _value)).toEqual([12.5])
})

test('an aggregate that is not complete is refused', async () => {
  await using client = createPatternAggregateClient({
    url: 'http://x.invalid',
    token,
    org,
    transport: async () => new Response(null, { status: 204 }),
  })
  await expect(client.writeAnomalyDaily({ ...day, entity_id: 'a.b', anomaly_type: 'odd' })).rejects.toThrow(
    /out of range/,
  )
})
