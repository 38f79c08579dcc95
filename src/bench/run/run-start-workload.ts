import type { Target } from '../../target/target.ts'
import type { Round, WorkloadResult } from '../result/bench-result.ts'
import { openBenchServer } from '../server/bench-server.ts'
import type { StartWorkload } from '../workload/workload.ts'
import { createLatency, encodeLatency } from './latency.ts'
import { writeResult } from './write-result.ts'

/** Starts the target again and again: each time to its first point, acknowledged and read back. */
export async function runStartWorkload(
  workload: StartWorkload,
  {
    target,
    signal,
    onStep,
  }: { readonly target: Target; readonly signal: AbortSignal; readonly onStep: (step: string) => void },
): Promise<WorkloadResult> {
  const rounds: { readonly round: Round }[] = []
  for (let start = 0; start < workload.repeats; start++) {
    onStep(`start ${start + 1} of ${workload.repeats}`)
    rounds.push({ round: await startOnce(target, signal) })
  }
  return writeResult(workload, { contenders: [{ name: target.kind, rounds }] })
}

async function startOnce(target: Target, signal: AbortSignal): Promise<Round> {
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const server = await openBenchServer(target, { signal })
  const elapsedMs = performance.now() - begun
  const { user, system } = process.cpuUsage(cpu)
  await server[Symbol.asyncDispose]()
  const latency = createLatency()
  latency.recordValue(Math.round(elapsedMs * 1000))
  return {
    elapsedMs,
    handedIn: 1,
    acknowledged: 1,
    refused: 0,
    unknown: 0,
    latencyUs: encodeLatency(latency),
    sliceMs: elapsedMs,
    slices: [1],
    cpuMs: (user + system) / 1000,
  }
}
