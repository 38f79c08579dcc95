import type { InfluxClient } from '../client/influx-client.ts'
import type { Contract } from '../contract/model.ts'
import { FluxproofError } from '../errors/index.ts'
import { encode } from '../line-protocol/encode.ts'
import type { Point } from '../line-protocol/types.ts'
import { seedPoints } from '../normalize/seed/seed-points.ts'

export interface SeedContractOptions {
  readonly org: string
  /** The same seed and time give the same points. */
  readonly seed: number
  /** About how many events. Default: what the contract's volumes and cadences need. */
  readonly events?: number | undefined
  /** When the data ends, nanoseconds since the epoch. */
  readonly nowNs: bigint
  readonly signal?: AbortSignal | undefined
}

/** What was written. */
export interface Seeded {
  readonly points: number
  readonly batches: number
}

/** Points a request carries: what servers and clients recommend at most. */
const batchSize = 5_000

/**
 * Writes realistic points that keep the contract, in batches for one bucket each; every answer is looked at before the
 * next batch goes.
 * @throws ClientError when the server refuses a batch, whole or in part; FluxproofError when a point cannot be written as line protocol.
 */
export async function seedContract(
  contract: Contract,
  client: InfluxClient,
  options: SeedContractOptions,
): Promise<Seeded> {
  const { org, seed, events, nowNs, signal } = options
  const names = new Map(contract.buckets.map(({ key, name }) => [key, name]))
  const open = new Map<string, Point[]>()
  const written = { points: 0, batches: 0 }
  const flush = async (key: string, points: readonly Point[]) => {
    open.set(key, [])
    if (points.length === 0) return
    await client.points.write({ org, bucket: names.get(key) ?? key }, linesOf(points), { signal })
    written.points += points.length
    written.batches += 1
  }
  for (const { bucketKey, point } of seedPoints(contract, { seed, nowNs, ...(events !== undefined && { events }) })) {
    const points = open.get(bucketKey) ?? []
    if (points.length === 0) open.set(bucketKey, points)
    points.push(point)
    if (points.length >= batchSize) await flush(bucketKey, points)
  }
  for (const [key, points] of open) await flush(key, points)
  return written
}

function linesOf(points: readonly Point[]): string {
  const { text, issues } = encode(points)
  const [issue] = issues
  if (issue === undefined) return text
  throw new FluxproofError({
    operation: 'write the generated data as line protocol',
    expected: 'points that every supported server stores as given',
    found: `${issues.length} that it would not, the first of ${issue.measurement}: ${issue.message}`,
    next: 'Correct the examples or values of that measurement in the contract',
  })
}
