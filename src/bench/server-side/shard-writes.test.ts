import { expect, test } from 'vitest'
import { parseMetrics } from '../../client/metrics.ts'
import { shardWrites } from './shard-writes.ts'

const text = ({ points, requests }: { readonly points: string; readonly requests: string }) => `
# TYPE ${points} counter
storage_shard_${points}{bucket="a",engine="tsm1",id="1"} 5000
storage_shard_${points}{bucket="a",engine="tsm1",id="2"} 300
storage_shard_${points}{bucket="b",engine="tsm1",id="3"} 7
storage_shard_${requests}{bucket="a",engine="tsm1",id="1"} 5
storage_shard_${requests}{bucket="a",engine="tsm1",id="2"} 300
storage_shard_${requests}{bucket="b",engine="tsm1",id="3"} 1
storage_shard_write_err_count{bucket="a",engine="tsm1",id="1"} 1000
storage_shard_write_err_sum{bucket="a",engine="tsm1",id="1"} 1
storage_shard_write_err_count{bucket="b",engine="tsm1",id="3"} 0
storage_shard_write_err_sum{bucket="b",engine="tsm1",id="3"} 0
`

test('points are told apart from requests on a server that swaps their names and on one that does not', () => {
  const swapped = parseMetrics(text({ points: 'write_count', requests: 'write_sum' }))
  const asNamed = parseMetrics(text({ points: 'write_sum', requests: 'write_count' }))
  for (const samples of [swapped, asNamed]) {
    expect(shardWrites(samples, { bucketIds: ['a'] })).toEqual({ points: 5300, pointErrors: 1000 })
    expect(shardWrites(samples, { bucketIds: ['b'] })).toEqual({ points: 7, pointErrors: 0 })
    expect(shardWrites(samples)).toEqual({ points: 5307, pointErrors: 1000 })
  }
})

test('a bucket without shards has no writes to tell of', () => {
  expect(shardWrites(parseMetrics(text({ points: 'write_count', requests: 'write_sum' })), { bucketIds: ['c'] })).toBe(
    undefined,
  )
})
