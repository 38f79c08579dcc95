import { describe, expect, test } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

const hour = 3_600
const day = 24 * hour

/** Retention and the shard group duration that the server chooses for it, seconds; 0 is infinite. */
const shardGroups: readonly (readonly [retention: number, shardGroup: number])[] = [
  [hour, hour],
  [2 * day - 1, hour],
  [2 * day, day],
  [30 * day, day],
  [180 * day - 1, day],
  [180 * day, 7 * day],
  [365 * day, 7 * day],
  [0, 7 * day],
]

/** Buckets, their retention rules and shard groups, and the edge at which a point has expired. */
export function bucketsAndRetentionSuite(target: StartedTarget): void {
  describe('buckets and retention', () => {
    const bench = useSuiteOrg(target, 'buckets')

    for (const [everySeconds, shardGroupDurationSeconds] of shardGroups) {
      test(`a retention of ${everySeconds} s gets shard groups of ${shardGroupDurationSeconds} s`, async () => {
        const { retentionRules } = await bench.bucket({ everySeconds })
        expect(retentionRules).toEqual([{ type: 'expire', everySeconds, shardGroupDurationSeconds }])
      })
    }

    test('a shard group duration of its own is kept', async () => {
      const rule = { everySeconds: 30 * day, shardGroupDurationSeconds: 2 * day }
      expect((await bench.bucket(rule)).retentionRules).toEqual([{ type: 'expire', ...rule }])
    })

    test('a shard group longer than the retention is refused', async () => {
      await expect(bench.bucket({ everySeconds: day, shardGroupDurationSeconds: 2 * day })).rejects.toThrow(/shard/)
    })

    test('a retention below one hour is refused', async () => {
      await expect(bench.bucket({ everySeconds: hour - 1 })).rejects.toThrow(/POST \/api\/v2\/buckets answered/)
    })

    test('a name is taken once', async () => {
      const { orgID, name } = await bench.bucket()
      await expect(bench.client.buckets.create({ orgId: orgID, name, retentionRules: [] })).rejects.toMatchObject({
        kind: 'already-exists',
      })
    })

    test('a renamed bucket keeps its points, and the old name is gone', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, 'm v=1 1000000000')
      const renamed = await bench.client.buckets.update(bucket.id, { name: `${bucket.name}-renamed` })
      expect((await bench.rows(renamed)).map(({ values }) => values._value)).toEqual([1])
      await expect(bench.write(bucket, 'm v=2 1000000000')).rejects.toMatchObject({ kind: 'not-found' })
    })

    test('a bucket that was removed takes no points', async () => {
      const bucket = await bench.bucket()
      await bench.client.buckets.remove(bucket.id)
      await expect(bench.write(bucket, 'm v=1')).rejects.toMatchObject({ kind: 'not-found' })
      expect(await bench.client.buckets.find(bench.org.name, bucket.name)).toEqual({ state: 'absent' })
    })

    test('a point past the retention is refused and a fresh one of the same request stored', async () => {
      const bucket = await bench.bucket({ everySeconds: 2 * day })
      const nowSeconds = Math.floor(Date.now() / 1000)
      const lines = [`m v=1 ${nowSeconds - 2 * day - 600}000000000`, `m v=2 ${nowSeconds - 600}000000000`]
      await expect(bench.write(bucket, lines)).rejects.toMatchObject({ kind: 'unprocessable' })
      expect((await bench.rows(bucket)).map(({ values }) => values._value)).toEqual([2])
    })

    test('a longer retention lets older points in', async () => {
      const bucket = await bench.bucket({ everySeconds: 2 * day })
      const old = `m v=1 ${Math.floor(Date.now() / 1000) - 10 * day}000000000`
      await expect(bench.write(bucket, old)).rejects.toMatchObject({ kind: 'unprocessable' })
      await bench.client.buckets.update(bucket.id, { retentionRules: [{ type: 'expire', everySeconds: 30 * day }] })
      await bench.write(bucket, old)
      expect(await bench.rows(bucket)).toHaveLength(1)
    })
  })
}
