import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UsageError } from '../../errors/index.ts'
import type { Fingerprint } from '../durable/fingerprint.ts'
import type { ShardPart } from '../result/bench-result.ts'

/** What has to be in the bucket after a script has run: `expected.json` of an export. */
export interface ExpectedPoints {
  readonly formatVersion: 1
  readonly fluxproof: string
  readonly workload: string
  readonly seed: number
  readonly shard?: ShardPart
  readonly requests: number
  /** Handed in, those that overwrite others included. */
  readonly points: number
  /** All times are in [startNs, stopNs); decimal, nanoseconds since the epoch. */
  readonly startNs: string
  readonly stopNs: string
  readonly expected: Fingerprint
}

const count = z.int().min(0)
const nanoseconds = z.string().regex(/^-?\d{1,19}$/)

const schema: z.ZodType<ExpectedPoints> = z.strictObject({
  formatVersion: z.literal(1),
  fluxproof: z.string(),
  workload: z.string(),
  seed: z.int(),
  shard: z.strictObject({ index: z.int().min(1), of: z.int().min(1) }).exactOptional(),
  requests: count,
  points: count,
  startNs: nanoseconds,
  stopNs: nanoseconds,
  expected: z.strictObject({ points: count, cells: count, hash: z.string().regex(/^[0-9a-f]{16}$/) }),
})

/** Name of the file in the folder of an export. */
export const expectedFile = 'expected.json'

/** Reads that of an export. @throws UsageError for a folder without one. */
export async function readExpected(folder: string): Promise<ExpectedPoints> {
  const path = join(folder, expectedFile)
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (cause) {
    const found =
      cause instanceof z.ZodError ? z.prettifyError(cause) : cause instanceof Error ? cause.message : 'nothing'
    throw new UsageError({ operation: `read ${path}`, expected: 'what `fluxproof bench export` wrote', found, cause })
  }
}
