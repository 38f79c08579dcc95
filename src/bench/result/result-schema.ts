import { z } from 'zod'
import type { DriverName } from '../drive/driver.ts'
import type { Threshold, Workload } from '../workload/workload.ts'
import type { BenchResult } from './bench-result.ts'

const count = z.int().min(0)
const time = z.number().min(0)

const fingerprint = z.strictObject({ points: count, cells: count, hash: z.string().regex(/^[0-9a-f]{16}$/) })

const round = z.strictObject({
  elapsedMs: z.number().positive(),
  handedIn: count,
  acknowledged: count,
  refused: count,
  unknown: count,
  stored: fingerprint.optional(),
  expected: fingerprint.optional(),
  latencyUs: z.base64(),
  sliceMs: z.number().positive(),
  slices: z.array(time),
  cpuMs: time,
})

const decay = z.strictObject({ percentPerMinute: z.number(), kneeMs: time.exactOptional() })

/** Figures of a contender. */
export const summarySchema = z.strictObject({
  perSecond: time,
  p50Ms: time,
  p95Ms: time,
  p99Ms: time,
  p999Ms: time.exactOptional(),
  maxMs: time,
  samples: count,
  success: z.number(),
  elapsedMs: time,
  cpuMsPerThousand: time,
  decay: decay.exactOptional(),
})

/** What a workload is was checked by the program that wrote the result; here it must have what every workload has. */
const workload = z.custom<Workload>(
  (value) =>
    z
      .looseObject({ name: z.string(), kind: z.string(), title: z.string(), thresholds: z.array(threshold) })
      .safeParse(value).success,
)

const threshold = z.custom<Threshold>(
  (value) =>
    z.looseObject({ metric: z.string(), bound: z.enum(['at least', 'at most']), value: z.number() }).safeParse(value)
      .success,
)

const serverSide = z.strictObject({
  points: count.exactOptional(),
  pointErrors: count.exactOptional(),
  requests: count.exactOptional(),
  series: count.exactOptional(),
  compactions: count.exactOptional(),
  cacheBytes: count.exactOptional(),
  heapBytes: count.exactOptional(),
  cpuMs: time.exactOptional(),
  residentBytes: count.exactOptional(),
  missing: z.array(z.string()),
})

const workloadResult = z.strictObject({
  workload,
  contenders: z.array(
    z.strictObject({
      name: z.string() as z.ZodType<DriverName | (string & {})>,
      rounds: z.array(round),
      summary: summarySchema.exactOptional(),
    }),
  ),
  ceilingRatio: time.exactOptional(),
  thresholds: z.array(
    z.strictObject({
      threshold,
      status: z.enum(['passed', 'failed', 'error']),
      found: z.string(),
      reason: z.string().exactOptional(),
    }),
  ),
  server: serverSide.exactOptional(),
  ratio: time.exactOptional(),
  problem: z.string().exactOptional(),
})

/** The file that `fluxproof bench run --json` writes. */
export const resultSchema: z.ZodType<BenchResult> = z.strictObject({
  formatVersion: z.literal(1),
  fluxproof: z.string(),
  commit: z.string().exactOptional(),
  seed: z.int(),
  startedAt: z.iso.datetime(),
  tookMs: time,
  machine: z.strictObject({
    class: z.string(),
    cores: count,
    model: z.string(),
    platform: z.string(),
    memoryGiB: time,
    node: z.string(),
  }),
  target: z.strictObject({ kind: z.string(), version: z.string(), reason: z.string() }),
  shard: z.strictObject({ index: z.int().min(1), of: z.int().min(1) }).exactOptional(),
  workloads: z.array(workloadResult),
})
