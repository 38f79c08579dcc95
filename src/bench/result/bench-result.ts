import type { Fingerprint } from '../durable/fingerprint.ts'
import type { Threshold, Workload } from '../workload/workload.ts'

/** One run of `fluxproof bench run`, as its JSON file holds it. */
export interface BenchResult {
  readonly formatVersion: 1
  readonly fluxproof: string
  /** Git commit of the working folder; absent outside a repository. */
  readonly commit?: string
  readonly seed: number
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly tookMs: number
  readonly machine: Machine
  readonly target: { readonly kind: string; readonly version: string; readonly reason: string }
  /** Present when the run was one part of several. */
  readonly shard?: ShardPart
  readonly workloads: readonly WorkloadResult[]
}

/** One part of a run on several machines, from 1. */
export interface ShardPart {
  readonly index: number
  readonly of: number
}

/** What the figures depend on. Results are comparable within one class only. */
export interface Machine {
  /** Cores, processor model and platform in one line, such as `2 x AMD EPYC 7B13, linux x64`. */
  readonly class: string
  readonly cores: number
  readonly model: string
  readonly platform: string
  readonly memoryGiB: number
  readonly node: string
}

export interface WorkloadResult {
  readonly workload: Workload
  /** In the order measured; the first is the one that thresholds speak of. */
  readonly contenders: readonly ContenderResult[]
  /** Rate of the same driver and workload against a sink that stores nothing, divided by the measured rate. Absent: not measured. */
  readonly ceilingRatio?: number
  readonly thresholds: readonly ThresholdVerdict[]
  readonly server?: ServerSide
  /** The rival's median time divided by that of the first contender. */
  readonly ratio?: number
  /** What was lost, or why there are no figures: an error, not a slow server. */
  readonly problem?: string
}

/** A driver, a query or `null-sink`, over its rounds. */
export interface ContenderResult {
  readonly name: string
  readonly rounds: readonly Round[]
  /** Medians over the rounds, percentiles over the merged histogram. Absent: a point was lost or altered. */
  readonly summary?: Summary
}

export interface Round {
  readonly elapsedMs: number
  readonly handedIn: number
  readonly acknowledged: number
  readonly refused: number
  readonly unknown: number
  /** What was read back; absent for a sink and for queries. */
  readonly stored?: Fingerprint | undefined
  readonly expected?: Fingerprint | undefined
  /** HDR histogram of microseconds, V2 compressed, base64. */
  readonly latencyUs: string
  readonly sliceMs: number
  readonly slices: readonly number[]
  readonly cpuMs: number
}

export interface Summary {
  /** Durable points, or queries, a second. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  /** From 10 000 samples on. */
  readonly p999Ms?: number
  readonly maxMs: number
  readonly samples: number
  /** Acknowledged and read back, of those handed in. */
  readonly success: number
  readonly elapsedMs: number
  readonly cpuMsPerThousand: number
  readonly decay?: Decay
}

/** How the rate changed while the run went on. */
export interface Decay {
  /** Theil-Sen slope, in percent of the median rate a minute; negative: slower. */
  readonly percentPerMinute: number
  /** Ms from which the rate stayed under 80 % of that before. Absent: it did not fall. */
  readonly kneeMs?: number
}

/** What the server said of itself, differences over the workload unless named a level. */
export interface ServerSide {
  readonly points?: number
  readonly pointErrors?: number
  readonly requests?: number
  readonly series?: number
  readonly compactions?: number
  readonly cacheBytes?: number
  readonly heapBytes?: number
  readonly cpuMs?: number
  readonly residentBytes?: number
  /** Figures that could not be read, with the reason. */
  readonly missing: readonly string[]
}

export interface ThresholdVerdict {
  readonly threshold: Threshold
  readonly status: 'passed' | 'failed' | 'error'
  readonly found: string
  /** Why it could not be told: the driver was the limit, points were lost, nothing was measured. */
  readonly reason?: string
}
