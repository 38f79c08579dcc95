import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { judgeRounds } from '../judge/judge-rounds.ts'
import { defaultPlan } from '../rounds/round-sets.ts'
import { baselinePath, readBaseline, writeBaseline } from './baseline-file.ts'
import type { Calibration } from './calibration.ts'
import { launchNoiseOf, noiseFloor } from './noise-floor.ts'

const { pairs, requests, warmUpRequests } = defaultPlan
const logs = [0.04, -0.04, 0.04, -0.04]
const calibration: Calibration = {
  formatVersion: 1,
  calibratedAt: '2026-11-28T03:00:00.000Z',
  fluxproof: '0.1.0',
  machine: {
    class: '2 x AMD EPYC, linux x64',
    cores: 2,
    model: 'AMD EPYC',
    platform: 'linux x64',
    memoryGiB: 8,
    node: '26.10.0',
  },
  subject: 'embedded',
  workload: 'gate',
  seed: 1,
  pairs,
  requests,
  warmUpRequests,
  launches: { fastestMs: logs, p50Ms: logs, durablePointsPerSecond: logs },
}
const use = { machineClass: calibration.machine.class, workload: 'gate', plan: defaultPlan }

test('a calibration is read as it was written, where its class has its place', async () => {
  using folder = temporaryFolder()
  const path = baselinePath(folder.path, calibration.machine.class, 'gate')
  expect(path).toBe(folder.join('2-x-amd-epyc-linux-x64/gate.json'))
  expect(await readBaseline(path, use)).toBeUndefined()
  await writeBaseline(path, calibration)
  expect(await readBaseline(path, use)).toEqual(calibration)
})

for (const [what, other, message] of [
  [
    'another class of machines',
    { machineClass: '8 x Apple M3, darwin arm64' },
    'the machine class 8 x Apple M3, darwin arm64, found 2 x AMD EPYC',
  ],
  ['another workload', { workload: 'batch-1000' }, 'the workload batch-1000, found gate'],
  ['rounds of another size', { plan: { ...defaultPlan, requests: 99 } }, '99 requests'],
] as const) {
  test(`one of ${what} is refused`, async () => {
    using folder = temporaryFolder()
    const path = folder.join('gate.json')
    await writeBaseline(path, calibration)
    await expect(readBaseline(path, { ...use, ...other })).rejects.toThrow(message)
  })
}

test('a file that is none is refused', async () => {
  using folder = temporaryFolder()
  for (const text of ['', '{}', JSON.stringify({ ...calibration, launches: { p50Ms: ['fast'] } })]) {
    await expect(readBaseline(folder.write('gate.json', text), use)).rejects.toThrow(
      'what bench compare --calibrate writes',
    )
  }
})

test('the noise is that around no difference, and floors fall with the launches', () => {
  expect(launchNoiseOf(calibration, 'p50Ms')).toEqual({ sd: expect.closeTo(0.04, 12), degrees: 4 })
  expect(noiseFloor(calibration, 'p50Ms', { launches: 1 })).toBeCloseTo(Math.expm1(2.576 * 0.04), 9)
  expect(noiseFloor(calibration, 'p50Ms', { launches: 4 })).toBeCloseTo(Math.expm1(1.288 * 0.04), 9)
  expect(() => launchNoiseOf(calibration, 'queriesPerSecond')).toThrow('a calibration that has it')
})

test('the minimum effect is never below the calibrated noise', () => {
  const rounds = Array.from({ length: 2 }, () =>
    Array.from({ length: 12 }, () => ({ baseMs: [2], headMs: [2.5], points: 1 })),
  )
  const noisy = { ...calibration, launches: { fastestMs: [0.3, -0.3, 0.3, -0.3] } }
  const judge = (with_?: Calibration) =>
    judgeRounds(rounds, { metric: 'fastestMs', seed: 1, minEffect: 0.1, confidence: 0.99, calibration: with_ })
  expect(judge()).toMatchObject({ minEffect: 0.1, judgement: { verdict: 'regression' } })
  expect(judge(noisy).minEffect).toBeCloseTo(Math.expm1((2.576 * 0.3) / Math.SQRT2), 9)
  expect(judge(noisy).judgement.verdict).toBe('not enough evidence')
})
