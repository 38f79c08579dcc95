import type { InfluxClient } from '../../client/influx-client.ts'
import { FluxproofError } from '../../errors/index.ts'
import { explainDifference } from '../durable/explain-difference.ts'
import { readBack } from '../durable/read-back.ts'
import { sameFingerprint } from '../durable/sum-fingerprints.ts'
import type { PointSet } from '../workload/point-set.ts'
import type { BenchQuery } from './bench-query.ts'
import { writeSummary } from './summary.ts'

export interface DataSetPlace {
  readonly org: string
  /** Empty. */
  readonly bucket: string
  readonly set: PointSet
  /** What will be asked: says whether the summary is needed too. */
  readonly queries: readonly BenchQuery[]
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes a set into an empty bucket and reads it back, so that what queries are measured on is known to be there.
 * @throws ClientError; FluxproofError when the bucket then holds something else, with the first cells that differ.
 */
export async function loadDataSet(client: InfluxClient, place: DataSetPlace): Promise<void> {
  const { org, bucket, set, queries, signal } = place
  for (const { lines } of set.batches) {
    await client.points.write({ org, bucket }, lines, { gzip: true, timeoutMs: 120_000, signal })
  }
  const stored = await readBack(client, { org, bucket, set, extent: 'bucket', signal })
  if (!sameFingerprint(stored, set.expected)) {
    const differences = await explainDifference(client, { org, bucket, set, extent: 'bucket', signal })
    throw new FluxproofError({
      operation: `load ${set.points} points into bucket ${bucket}`,
      expected: `${set.expected.points} points of ${set.expected.cells} field values`,
      found: [`${stored.points} of ${stored.cells}, or other values`, ...differences].join('\n  '),
    })
  }
  if (queries.some(({ needsSummary }) => needsSummary)) await writeSummary(client, { org, bucket, set, signal })
}
