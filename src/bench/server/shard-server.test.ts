import { expect, test } from 'vitest'
import { embeddedTarget } from '../../target/embedded.ts'
import { benchServer } from './bench-server.ts'
import { shardServer } from './shard-server.ts'

test('shards of a run make and remove buckets of their own', async () => {
  await using server = await benchServer(await embeddedTarget({ reason: 'a test' }).start())
  const shards = [1, 2].map((index) => shardServer(server, { index, of: 2 }))
  const buckets = await Promise.all(shards.map((shard) => shard.makeBucket('batch_0')))
  const { client, org } = server.target
  const found = () => Promise.all(buckets.map(({ address }) => client.buckets.find(org, address.bucket)))
  expect((await found()).map(({ state }) => state)).toEqual(['present', 'present'])
  await buckets[0]?.[Symbol.asyncDispose]()
  expect((await found()).map(({ state }) => state)).toEqual(['absent', 'present'])
})
