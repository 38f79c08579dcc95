import type { Target } from '../../target/target.ts'
import { describeMachine } from '../machine/describe-machine.ts'
import { gitCommit } from '../machine/git-commit.ts'
import type { BenchResult, ShardPart, WorkloadResult } from '../result/bench-result.ts'
import { type BenchServer, openBenchServer } from '../server/bench-server.ts'
import { shardServer } from '../server/shard-server.ts'
import type { Workload } from '../workload/workload.ts'
import { runMixedWorkload } from './run-mixed-workload.ts'
import { runQueryWorkload } from './run-query-workload.ts'
import { runStartWorkload } from './run-start-workload.ts'
import { runWriteWorkload } from './run-write-workload.ts'

export interface RunBenchOptions {
  readonly target: Target
  readonly workloads: readonly Workload[]
  readonly seed: number
  /** Of each contender. */
  readonly rounds: number
  readonly shard?: ShardPart | undefined
  /** Of this package. */
  readonly version: string
  /** Organization on a remote. */
  readonly org?: string | undefined
  readonly timeoutMs?: number | undefined
  readonly signal: AbortSignal
  /** Told the token of the server, so that it is never shown. */
  readonly hide: (secret: string) => void
  readonly onStep: (workload: string, step: string) => void
  readonly onNote: (text: string) => void
  readonly onWorkload: (workload: string, result: WorkloadResult) => void
}

/**
 * Runs workloads one after the other on one server. A workload that cannot be measured is a problem in its result, and the others
 * are still run.
 * @throws the server's error when it cannot be opened, and the signal's reason.
 */
export async function runBench(options: RunBenchOptions): Promise<BenchResult> {
  const { target, seed, signal, onNote, onWorkload, version, shard } = options
  const startedAt = new Date().toISOString()
  const begun = performance.now()
  await using server = await openBenchServer(target, { signal, org: options.org, timeoutMs: options.timeoutMs })
  options.hide(server.target.token)
  const workloads: WorkloadResult[] = []
  for (const workload of options.workloads) {
    if (workload.kind === 'start' && !target.throwAway) {
      onNote(`${workload.name} is left out: a remote is not started here`)
      continue
    }
    const result = await runWorkload(workload, { server, options })
    workloads.push(result)
    onWorkload(workload.name, result)
  }
  const commit = await gitCommit()
  const { kind, reason } = server.target
  return {
    formatVersion: 1,
    fluxproof: version,
    ...(commit !== undefined && { commit }),
    seed,
    startedAt,
    tookMs: performance.now() - begun,
    machine: describeMachine(),
    target: { kind, version: server.target.version, reason },
    ...(shard !== undefined && { shard }),
    workloads,
  }
}

async function runWorkload(
  workload: Workload,
  { server, options }: { readonly server: BenchServer; readonly options: RunBenchOptions },
): Promise<WorkloadResult> {
  const { target, seed, rounds, shard, signal } = options
  const onStep = (step: string) => options.onStep(workload.name, step)
  const context = { server: shardServer(server, shard), seed, rounds, shard, signal, onStep }
  try {
    switch (workload.kind) {
      case 'write':
        return await runWriteWorkload(workload, context)
      case 'query':
        return await runQueryWorkload(workload, context)
      case 'mixed':
        return await runMixedWorkload(workload, context)
      case 'start':
        return await runStartWorkload(workload, { target, signal, onStep })
    }
  } catch (error) {
    signal.throwIfAborted()
    const problem = error instanceof Error ? error.message : String(error)
    return {
      workload,
      contenders: [],
      thresholds: workload.thresholds.map((threshold) => ({
        threshold,
        status: 'error',
        found: 'no figure',
        reason: problem,
      })),
      problem,
    }
  }
}
