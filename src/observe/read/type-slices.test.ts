import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNs, hourNs } from '../../contract/duration.ts'
import type { ProfileNeed } from '../needs.ts'
import { type TypeSlice, typeSlices } from './type-slices.ts'

/** 2026-03-04T12:00:00Z, a Wednesday. */
const now = 1_772_625_600_000_000_000n

function slicesOf(windowNs: bigint, shardGroupNs: bigint, nowNs = now): readonly TypeSlice[] {
  const need: ProfileNeed = { bucket: 'raw', windowNs, measurements: 'all' }
  const slices = typeSlices(need, shardGroupNs, nowNs)
  if (!slices.ok) throw new Error(slices.reason)
  return slices.value
}

test('shard groups of a week begin on Monday', () => {
  const [slice, ...more] = slicesOf(4n * dayNs, 7n * dayNs)
  expect(more).toEqual([])
  expect(slice?.startNs).toBe(now - 4n * dayNs)
  expect(slice?.stopNs).toBe(now - 12n * hourNs - 2n * dayNs - 1n)
})

test('a window within one shard group needs no slice', () => {
  expect(slicesOf(6n * hourNs, dayNs)).toEqual([])
})

test('slices follow one another, each within one shard group, up to the last one', () => {
  const hours = fc.bigInt(1n, 60n)
  fc.assert(
    fc.property(hours, hours, fc.bigInt(0n, 10_000n), (windowHours, shardHours, later) => {
      const nowNs = now + later * 977_000_000_000n
      const shardNs = shardHours * hourNs
      const slices = slicesOf(windowHours * hourNs, shardNs, nowNs)
      let expected = nowNs - windowHours * hourNs
      for (const { startNs, stopNs } of slices) {
        expect(startNs).toBe(expected)
        expect(shardOf(startNs, shardNs)).toBe(shardOf(stopNs, shardNs))
        expected = stopNs + 1n
      }
      expect(shardOf(expected, shardNs)).toBe(shardOf(nowNs, shardNs))
    }),
  )
})

test('too many shard groups are not read one by one', () => {
  const slices = typeSlices({ bucket: 'raw', windowNs: 90n * dayNs, measurements: 'all' }, dayNs, now)
  expect(slices).toMatchObject({ ok: false, reason: expect.stringContaining('90 shard groups') })
})

/** Number of the shard group that a time falls into, from the server's zero of time. */
function shardOf(timeNs: bigint, shardNs: bigint): bigint {
  return (timeNs + 62_135_596_800_000_000_000n) / shardNs
}
