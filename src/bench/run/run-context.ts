import type { ShardPart } from '../result/bench-result.ts'
import type { BenchServer } from '../server/bench-server.ts'

/** What all workloads of a run share. */
export interface RunContext {
  readonly server: BenchServer
  readonly seed: number
  readonly rounds: number
  readonly shard?: ShardPart | undefined
  readonly signal: AbortSignal
  /** Told what is under way, in a few words. */
  readonly onStep: (step: string) => void
}
