import { z } from 'zod'
import type { BenchResult, Summary } from '../result/bench-result.ts'
import { summarySchema } from '../result/result-schema.ts'
import { decodeLatency, encodeLatency, mergeLatencies } from '../run/latency.ts'
import { summarize } from '../run/summarize.ts'

/** What one contender did in one workload of one run: a line of a history file. */
export interface HistoryEntry {
  readonly formatVersion: 1
  /** Start of the run, ISO 8601, UTC. */
  readonly at: string
  readonly commit?: string
  /** Class of the machine: entries of two classes are never compared. */
  readonly machine: string
  readonly versions: {
    readonly fluxproof: string
    readonly node: string
    /** Kind of the target and the version that it says, such as `container 2.8.0`. */
    readonly server: string
  }
  readonly seed: number
  readonly workload: string
  readonly kind: string
  readonly contender: string
  /** Absent: a point was lost, or nothing was measured. */
  readonly summary?: Summary
  /** The same of each round, for the spread. */
  readonly rounds: readonly RoundFigures[]
  /** All samples in microseconds: HDR histogram, V2 compressed, base64. */
  readonly latencyUs?: string
  readonly ceilingRatio?: number
  readonly problem?: string
}

/** Figures of one round. */
export type RoundFigures = Pick<Summary, 'perSecond' | 'p50Ms' | 'p95Ms' | 'p99Ms' | 'elapsedMs' | 'cpuMsPerThousand'>

const figure = z.number().min(0)

/** A line of a history file. */
export const historyEntrySchema: z.ZodType<HistoryEntry> = z.strictObject({
  formatVersion: z.literal(1),
  at: z.iso.datetime(),
  commit: z.string().exactOptional(),
  machine: z.string().min(1),
  versions: z.strictObject({ fluxproof: z.string(), node: z.string(), server: z.string() }),
  seed: z.int(),
  workload: z.string(),
  kind: z.string(),
  contender: z.string(),
  summary: summarySchema.exactOptional(),
  rounds: z.array(
    z.strictObject({
      perSecond: figure,
      p50Ms: figure,
      p95Ms: figure,
      p99Ms: figure,
      elapsedMs: figure,
      cpuMsPerThousand: figure,
    }),
  ),
  latencyUs: z.base64().exactOptional(),
  ceilingRatio: figure.exactOptional(),
  problem: z.string().exactOptional(),
})

/** The lines of a result. A workload that failed leaves a line too: it did not run well that day. The sink is no contender. */
export function historyEntries(result: BenchResult): readonly HistoryEntry[] {
  const { startedAt, commit, machine, fluxproof, target, seed } = result
  const common = {
    formatVersion: 1 as const,
    at: startedAt,
    ...(commit !== undefined && { commit }),
    machine: machine.class,
    versions: { fluxproof, node: machine.node, server: `${target.kind} ${target.version}` },
    seed,
  }
  return result.workloads.flatMap(({ workload, contenders, ceilingRatio, problem }) =>
    contenders
      .filter(({ name }) => name !== 'null-sink')
      .map(({ name, rounds, summary }, index): HistoryEntry => {
        const base = { ...common, workload: workload.name, kind: workload.kind, contender: name }
        if (summary === undefined) return { ...base, rounds: [], problem: problem ?? 'no figures' }
        const latency = mergeLatencies(rounds.map(({ latencyUs }) => decodeLatency(latencyUs)))
        return {
          ...base,
          summary,
          rounds: rounds.map((round) => roundFigures(summarize([round]))),
          latencyUs: encodeLatency(latency),
          ...(index === 0 && ceilingRatio !== undefined && { ceilingRatio }),
        }
      }),
  )
}

function roundFigures({ perSecond, p50Ms, p95Ms, p99Ms, elapsedMs, cpuMsPerThousand }: Summary): RoundFigures {
  return { perSecond, p50Ms, p95Ms, p99Ms, elapsedMs, cpuMsPerThousand }
}
