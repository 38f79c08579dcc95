import { expect, test } from 'vitest'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../../testing/sample-result.ts'
import type { Calibration } from '../calibration/calibration.ts'
import { compareResults } from './compare-results.ts'

const times = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100]
const resultOf = (factor: number, name = 'batch-1000') =>
  sampleResult({
    workloads: [
      sampleWorkloadResult({
        name,
        contenders: {
          writer: times.map((ms) => sampleRound({ elapsedMs: ms * factor, latenciesUs: [1000 * factor] })),
        },
      }),
    ],
  })
const options = { minEffect: 0.1, confidence: 0.99, seed: 1, calibrationOf: async () => undefined }

test('a run that took half as long again is a regression, the other way round an improvement', async () => {
  const [slower] = await compareResults(resultOf(1), resultOf(1.5), options)
  expect(slower).toMatchObject({
    workload: 'batch-1000',
    contender: 'writer',
    metric: 'durablePointsPerSecond',
    estimate: { ratio: expect.closeTo(1 / 1.5, 6), pairs: 10 },
    judgement: { verdict: 'regression' },
  })
  const [faster] = await compareResults(resultOf(1.5), resultOf(1), { ...options, metric: 'p50Ms' })
  expect(faster).toMatchObject({ metric: 'p50Ms', judgement: { verdict: 'improvement' } })
})

test('three rounds are not enough, and it says how many would be', async () => {
  const few = sampleResult({
    workloads: [sampleWorkloadResult({ contenders: { writer: [sampleRound(), sampleRound(), sampleRound()] } })],
  })
  const [found] = await compareResults(few, resultOf(1.5), options)
  expect(found?.judgement).toEqual({ verdict: 'not enough evidence', pairsNeeded: 8 })
})

test('the calibrated noise is the floor', async () => {
  const calibration = { launches: { durablePointsPerSecond: [0.4, -0.4] } } as unknown as Calibration
  const [found] = await compareResults(resultOf(1), resultOf(1.5), {
    ...options,
    calibrationOf: async () => calibration,
  })
  expect(found?.minEffect).toBeGreaterThan(1)
  expect(found?.judgement.verdict).toBe('not enough evidence')
})

test('results of two classes of machines are refused', async () => {
  const { machine } = resultOf(1)
  const elsewhere = { ...resultOf(1), machine: { ...machine, class: '8 x Apple M3, darwin arm64' } }
  await expect(compareResults(resultOf(1), elsewhere, options)).rejects.toThrow(
    /expected one class of machines, found 2 x AMD EPYC, linux x64 and 8 x Apple M3/,
  )
})

test('results without a workload in common, or with another one of the same name, are refused', async () => {
  await expect(compareResults(resultOf(1), resultOf(1, 'other'), options)).rejects.toThrow('a workload that both have')
  const [one] = resultOf(1).workloads
  if (one === undefined) throw new Error('expected a workload')
  const changed = sampleResult({
    workloads: [{ ...one, workload: { ...one.workload, name: 'batch-1000', title: 'x' } }],
  })
  await expect(compareResults(resultOf(1), changed, options)).rejects.toThrow('the workload batch-1000 to be the same')
})

test('a workload that lost points has no figures to compare', async () => {
  const lossy = sampleRound()
  const short = { ...lossy, stored: { points: 999, cells: 2997, hash: '00000000000000ff' } }
  const [one] = sampleResult().workloads
  if (one === undefined) throw new Error('expected a workload')
  const lost = { ...one, contenders: [{ name: 'writer', rounds: [short] }], problem: '1 point was not read back' }
  await expect(compareResults(resultOf(1), sampleResult({ workloads: [lost] }), options)).rejects.toThrow(
    /expected figures in head, found 1 point was not read back/,
  )
})
