import { describe, expect, test } from 'vitest'
import type { BenchResult } from '../result/bench-result.ts'
import { sampleResult, sampleRound, sampleWorkload, sampleWorkloadResult } from '../testing/sample-result.ts'
import { mergeResults } from './merge-results.ts'

const shard = (index: number, of: number, changes: Partial<BenchResult> = {}) =>
  sampleResult({ shard: { index, of }, ...changes })
const measured = (points: number, elapsedMs: number, hash: string) =>
  sampleWorkloadResult({
    contenders: { writer: [sampleRound({ points, elapsedMs, hash, latenciesUs: [points] })] },
    sink: [sampleRound({ points, elapsedMs: elapsedMs / 10 })],
  })

describe('merging shards', () => {
  const first = shard(1, 2, { workloads: [measured(600, 100, 'ffffffffffffffff')] })
  const second = shard(2, 2, {
    startedAt: '2026-11-28T03:00:30.000Z',
    workloads: [measured(400, 200, '0000000000000002')],
  })

  test('adds counts, takes the longest time, and makes the figures anew', () => {
    const merged = mergeResults([first, second])
    const [{ contenders: [writer] = [], ceilingRatio, thresholds } = measured(1, 1, '')] = merged.workloads
    expect(writer?.summary).toMatchObject({ perSecond: 5000, elapsedMs: 200, samples: 2, success: 1 })
    expect(writer?.rounds[0]?.stored).toEqual({ points: 1000, cells: 3000, hash: '0000000000000001' })
    expect(ceilingRatio).toBeCloseTo(10)
    expect(thresholds.map(({ status }) => status)).toEqual(['passed', 'passed'])
    expect(merged).not.toHaveProperty('shard')
    expect(merged).toMatchObject({ startedAt: '2026-11-28T03:00:00.000Z', tookMs: 90_000 })
    expect(merged.machine).toMatchObject({ class: '2 shards on 2 x AMD EPYC, linux x64', cores: 4, memoryGiB: 16 })
  })

  test('is the same in any order', () => {
    expect(mergeResults([second, first])).toEqual(mergeResults([first, second]))
  })

  test('has no figures where a shard lost a point, even if another has one too many', () => {
    const lossy = sampleRound({ points: 600 })
    const short = { ...lossy, stored: { points: 599, cells: 1797, hash: lossy.stored?.hash ?? '' } }
    const { workload, contenders, thresholds } = measured(600, 100, '00000000000000ff')
    const broken = {
      workload,
      thresholds,
      contenders: contenders.map(({ name, summary }) =>
        name === 'writer'
          ? { name, rounds: [short] }
          : { name, rounds: [sampleRound({ points: 600 })], ...(summary && { summary }) },
      ),
      problem: 'writer: 1 of 600 not read back',
    }
    const merged = mergeResults([shard(1, 2, { workloads: [broken] }), second])
    expect(merged.workloads[0]?.contenders[0]).not.toHaveProperty('summary')
    expect(merged.workloads[0]?.problem).toBe('shard 1/2: writer: 1 of 600 not read back')
    expect(merged.workloads[0]?.thresholds.map(({ status }) => status)).toEqual(['error', 'error'])
  })
})

test('a shard whose run broke off is the problem of the whole', () => {
  const { workload, thresholds } = sampleWorkloadResult()
  const broken = { workload, thresholds, contenders: [], problem: 'the server went away' }
  for (const workloads of [
    [[broken], [sampleWorkloadResult()]],
    [[sampleWorkloadResult()], [broken]],
    [[broken], [broken]],
  ]) {
    const merged = mergeResults(workloads.map((own, at) => shard(at + 1, 2, { workloads: own })))
    const [found] = merged.workloads
    expect(found?.problem).toContain('the server went away')
    expect(found?.contenders[0]?.summary).toBeUndefined()
    expect(found?.thresholds.map(({ status }) => status)).toEqual(['error', 'error'])
  }
})

test('what is not the shards of one run is refused', () => {
  const refusal = (...results: BenchResult[]) => {
    try {
      mergeResults(results)
      return 'merged'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  const other = { ...sampleWorkloadResult(), workload: { ...sampleWorkload, connections: 3 } }
  const twoRounds = sampleWorkloadResult({ contenders: { writer: [sampleRound(), sampleRound()] } })
  expect(refusal()).toContain('found 0 of 0 results that are no shard')
  expect(refusal(shard(1, 2), sampleResult())).toContain('found 1 of 2 results that are no shard')
  expect(refusal(shard(1, 2), shard(1, 2))).toContain('expected each shard once, found shard 1/2 twice')
  expect(refusal(shard(1, 3), shard(3, 3))).toContain('expected all 3 shards, found no result of 2/3')
  expect(refusal(shard(1, 2), shard(2, 3))).toContain('number of shards in every shard, found 2 in shard 1/2 and 3')
  expect(refusal(shard(1, 2), shard(2, 2, { seed: 7 }))).toContain('seed in every shard, found 1 in shard 1/2 and 7')
  expect(refusal(shard(1, 2), shard(2, 2, { fluxproof: '9.9.9' }))).toContain('fluxproof version')
  expect(refusal(shard(1, 2), shard(2, 2, { commit: 'abc' }))).toContain('commit')
  expect(refusal(shard(1, 2), shard(2, 2, { workloads: [] }))).toContain('list of workloads')
  expect(refusal(shard(1, 2), shard(2, 2, { workloads: [other] }))).toContain('two definitions of batch-1000')
  expect(refusal(shard(1, 2), shard(2, 2, { workloads: [twoRounds] }))).toContain('writer: 1 and writer: 2')
  expect(refusal(shard(1, 2), shard(2, 2, { startedAt: '2026-11-28T04:00:00.000Z' }))).toContain(
    'shard 1/2 over before shard 2/2 began: their rates do not add up',
  )
})
