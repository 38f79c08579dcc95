import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Round } from '../result/bench-result.ts'
import { decodeLatency } from '../run/latency.ts'
import { sampleRound } from '../testing/sample-result.ts'
import { mergeRounds } from './merge-rounds.ts'

const latencies = fc.array(fc.integer({ min: 1, max: 60_000_000 }), { minLength: 1, maxLength: 40 })
const rounds = fc
  .record({
    points: fc.integer({ min: 1, max: 1e6 }),
    elapsedMs: fc.integer({ min: 1, max: 1e6 }),
    latenciesUs: latencies,
    hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => value.toString(16).padStart(16, '0')),
    slices: fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }),
    sliceMs: fc.constantFrom(100, 200, 400),
    cpuMs: fc.nat(1e6).map((micros) => micros / 1000),
  })
  .map(({ slices, sliceMs, cpuMs, ...sample }): Round => ({ ...sampleRound(sample), slices, sliceMs, cpuMs }))

/** All of a round, the histogram by its counts. */
function shown({ latencyUs, ...rest }: Round) {
  const latency = decodeLatency(latencyUs)
  const percentiles = [0, 1, 10, 50, 90, 95, 99, 99.9, 100].map((at) => latency.getValueAtPercentile(at))
  return { ...rest, percentiles, samples: latency.totalCount }
}

test('merging is the same in any order and grouping', () => {
  fc.assert(
    fc.property(fc.array(rounds, { minLength: 3, maxLength: 6 }), fc.nat(), (parts, cut) => {
      const whole = shown(mergeRounds(parts))
      expect(shown(mergeRounds(parts.toReversed()))).toEqual(whole)
      const at = 1 + (cut % (parts.length - 1))
      const grouped = mergeRounds([mergeRounds(parts.slice(0, at)), mergeRounds(parts.slice(at))])
      expect(shown(grouped)).toEqual(whole)
    }),
  )
})

test('percentiles of merged histograms are those of all samples, to three digits', () => {
  fc.assert(
    fc.property(fc.array(latencies, { minLength: 1, maxLength: 5 }), (parts) => {
      const merged = decodeLatency(mergeRounds(parts.map((latenciesUs) => sampleRound({ latenciesUs }))).latencyUs)
      const all = parts.flat().toSorted((a, b) => a - b)
      expect(merged.totalCount).toBe(all.length)
      for (const percentile of [25, 50, 90, 95, 99, 100]) {
        const exact = all[Math.max(0, Math.ceil((percentile / 100) * all.length) - 1)] ?? Number.NaN
        const found = merged.getValueAtPercentile(percentile)
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.max(1, exact * 1e-3))
      }
    }),
  )
})

test('a part that was not read back leaves the whole unread', () => {
  const { stored: _, ...unread } = sampleRound()
  expect(mergeRounds([sampleRound(), unread])).not.toHaveProperty('stored')
})

test('nothing cannot be merged', () => {
  expect(() => mergeRounds([])).toThrow(RangeError)
})
