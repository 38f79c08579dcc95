import { expect, test } from 'vitest'
import { parseMetrics } from '../../client/metrics.ts'
import { compareReadings } from './compare-readings.ts'

const reading = (text: string, cpuMs?: number) => ({
  samples: parseMetrics(text),
  process: { ...(cpuMs !== undefined && { cpuMs }), missing: [] },
})

test('a total that fell is missing, not negative', () => {
  const before = reading('storage_writer_ok_points_sum{path=""} 500', 700)
  const after = reading('storage_writer_ok_points_sum{path=""} 20', 90)
  const { missing, ...figures } = compareReadings(before, after)
  expect(figures).toEqual({})
  expect(missing).toContain('points: the total fell: the server was restarted, or what it counted was removed')
  expect(missing).toContain('cpuMs: the total fell: the server was restarted, or what it counted was removed')
})

test('a total is not told where the reading before it failed', () => {
  const before = { problem: '/metrics could not be read: refused', process: { missing: [] } }
  const after = reading('storage_writer_ok_points_sum{path=""} 20\ngo_memstats_heap_inuse_bytes 4096')
  const { missing, ...figures } = compareReadings(before, after)
  expect(figures).toEqual({ heapBytes: 4096 })
  expect(missing).toContain('points: before the run, /metrics could not be read: refused')
})

test('compactions and caches of influxd are read as it names them', () => {
  const text = (compactions: number, cache: number) => `
storage_compactions_duration_seconds_count{bucket="a",engine="tsm1",id="1",level="1"} ${compactions}
storage_compactions_duration_seconds_count{bucket="a",engine="tsm1",id="1",level="full"} 1
storage_cache_inuse_bytes{bucket="a",engine="tsm1",id="1"} ${cache}
storage_cache_inuse_bytes{bucket="b",engine="tsm1",id="2"} 9
`
  expect(compareReadings(reading(text(2, 70)), reading(text(5, 80)))).toMatchObject({ compactions: 3, cacheBytes: 89 })
  expect(compareReadings(reading(text(2, 70)), reading(text(2, 80)), { bucketIds: ['a'] })).toMatchObject({
    compactions: 0,
    cacheBytes: 80,
  })
})
