import { describe, expect, test } from 'vitest'
import type { BucketRow } from '../state/records.ts'
import { changedBucketRules, newBucketRules, storageRules } from './retention.ts'

const day = 86_400n

function attempt(run: () => { retentionSeconds: number; shardGroupSeconds: number }): string {
  try {
    const { retentionSeconds, shardGroupSeconds } = run()
    return `${retentionSeconds}/${shardGroupSeconds}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('a new bucket', () => {
  const tooShort = 'retention policy duration must be at least 1h0m0s'
  const cases: readonly (readonly [retention: bigint | undefined, shard: bigint | undefined, result: string])[] = [
    [undefined, undefined, '0/604800'],
    [0n, undefined, '0/604800'],
    [3600n, undefined, '3600/3600'],
    [2n * day - 1n, undefined, '172799/3600'],
    [2n * day, undefined, '172800/86400'],
    [180n * day - 1n, undefined, '15551999/86400'],
    [180n * day, undefined, '15552000/604800'],
    [day, 60n, '86400/3600'],
    [7200n, 7200n, '7200/7200'],
    [3600n, 7200n, 'retention policy duration must be greater than the shard duration'],
    [3599n, undefined, tooShort],
    [9_223_372_037n, undefined, tooShort],
    [18_446_744_074n, undefined, tooShort],
  ]
  for (const [retention, shard, result] of cases) {
    test(`of ${retention} s with shard groups of ${shard} s is ${result}`, () => {
      expect(attempt(() => newBucketRules(retention, shard))).toBe(result)
    })
  }
})

describe('a changed bucket', () => {
  const bucket = { retentionSeconds: 0, shardGroupSeconds: 604_800 } as BucketRow
  const clash = 'shard-group duration must also be updated to be smaller than new retention duration'
  const cases: readonly (readonly [change: Parameters<typeof changedBucketRules>[1], result: string])[] = [
    [{ retentionSeconds: 7n * day }, '604800/604800'],
    [{ retentionSeconds: day }, clash],
    [{ retentionSeconds: day, shardGroupSeconds: 3600n }, '86400/3600'],
    [{ retentionSeconds: 60n }, 'retention policy duration must be at least 1h0m0s'],
    [{ shardGroupSeconds: 0n }, '0/0'],
  ]
  for (const [change, result] of cases) {
    const name = Object.entries(change).map(([key, value]) => `${key} ${value}`)
    test(`by ${name.join(', ')} is ${result}`, () => {
      expect(attempt(() => changedBucketRules(bucket, change))).toBe(result)
    })
  }

  test('keeps a shard group duration of zero to itself: storage takes the default', () => {
    expect(storageRules({ retentionSeconds: 0, shardGroupSeconds: 0 }).shardGroupNs).toBe(7n * day * 1_000_000_000n)
  })
})
