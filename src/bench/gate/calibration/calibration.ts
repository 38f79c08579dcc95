import { z } from 'zod'
import { gateMetrics } from '../statistics/metric.ts'

const machine = z.object({
  class: z.string(),
  cores: z.number(),
  model: z.string(),
  platform: z.string(),
  memoryGiB: z.number(),
  node: z.string(),
})

/** The file of a baseline: how far a program differs from itself on one class of machines. */
export const calibrationSchema = z.object({
  formatVersion: z.literal(1),
  /** ISO 8601, UTC. */
  calibratedAt: z.string(),
  fluxproof: z.string(),
  commit: z.string().optional(),
  machine,
  /** What ran against itself. */
  subject: z.string(),
  workload: z.string(),
  seed: z.number(),
  /** Of each launch, as a round plan has them. */
  pairs: z.number(),
  requests: z.number(),
  warmUpRequests: z.number(),
  /** Log ratio of each launch, by metric; the truth behind each is 0. */
  launches: z.partialRecord(z.enum(gateMetrics), z.array(z.number()).min(2)),
})

export type Calibration = z.infer<typeof calibrationSchema>
