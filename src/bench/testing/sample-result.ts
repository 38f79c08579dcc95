import type { BenchResult, ContenderResult, Round, WorkloadResult } from '../result/bench-result.ts'
import { createLatency, encodeLatency } from '../run/latency.ts'
import { writeResult } from '../run/write-result.ts'
import type { WriteWorkload } from '../workload/workload.ts'

export const sampleWorkload: WriteWorkload = {
  kind: 'write',
  name: 'batch-1000',
  title: '1000 events acknowledged, read back and compared',
  set: { shape: 'home-assistant', points: 1000, series: 100, batchPoints: 100 },
  arrival: { kind: 'closed' },
  connections: 2,
  thresholds: [
    { metric: 'elapsedMs', bound: 'at most', value: 5000 },
    { metric: 'success', bound: 'at least', value: 0.95 },
  ],
}

/** A round in which every point was kept, by the times of its requests in microseconds. */
export function sampleRound({
  points = 1000,
  elapsedMs = 100,
  latenciesUs = [900, 1100, 1500, 8000],
  hash = '00000000000000ff',
}: {
  readonly points?: number
  readonly elapsedMs?: number
  readonly latenciesUs?: readonly number[]
  readonly hash?: string
} = {}): Round {
  const latency = createLatency()
  for (const value of latenciesUs) latency.recordValue(value)
  const print = { points, cells: points * 3, hash }
  return {
    elapsedMs,
    handedIn: points,
    acknowledged: points,
    refused: 0,
    unknown: 0,
    stored: print,
    expected: print,
    latencyUs: encodeLatency(latency),
    sliceMs: 100,
    slices: [points],
    cpuMs: 12.5,
  }
}

/** The result of one workload, its figures made from the rounds. */
export function sampleWorkloadResult({
  name = sampleWorkload.name,
  contenders = { writer: [sampleRound()] },
  sink = [],
}: {
  readonly name?: string
  readonly contenders?: Readonly<Record<ContenderResult['name'], readonly Round[]>>
  readonly sink?: readonly Round[]
} = {}): WorkloadResult {
  return writeResult(
    { ...sampleWorkload, name },
    {
      contenders: Object.entries(contenders).map(([one, rounds]) => ({
        name: one,
        rounds: rounds.map((round) => ({ round })),
      })),
      ceiling: sink.map((round) => ({ round })),
    },
  )
}

/** A whole result; what is given replaces what is there. */
export function sampleResult(changes: Partial<BenchResult> = {}): BenchResult {
  return {
    formatVersion: 1,
    fluxproof: '0.1.0',
    commit: '853c88a6410c897c7f27211ab4670e78e9e86457',
    seed: 1,
    startedAt: '2026-11-28T03:00:00.000Z',
    tookMs: 60_000,
    machine: {
      class: '2 x AMD EPYC, linux x64',
      cores: 2,
      model: 'AMD EPYC',
      platform: 'linux x64',
      memoryGiB: 8,
      node: '26.10.0',
    },
    target: { kind: 'embedded', version: '2.8.0', reason: 'asked for' },
    workloads: [sampleWorkloadResult()],
    ...changes,
  }
}
