import type { InfluxClient } from '../../client/influx-client.ts'
import { UsageError } from '../../errors/index.ts'
import type { Fingerprint } from '../durable/fingerprint.ts'
import { readBack } from '../durable/read-back.ts'
import { sameFingerprint, sumFingerprints } from '../durable/sum-fingerprints.ts'
import type { ExpectedPoints } from './expected-file.ts'

/** What scripts wrote, held against what they had to. */
export interface VerifiedExport {
  readonly same: boolean
  readonly expected: Fingerprint
  readonly stored: Fingerprint
}

export interface VerifyOptions {
  readonly org: string
  readonly bucket: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads back what the scripts of some exports wrote to one bucket.
 * @param exports one, or all shards of one workload.
 * @throws UsageError for exports of several workloads or seeds, or shards that are missing or given twice. @throws ClientError.
 */
export async function verifyExport(
  client: InfluxClient,
  exports: readonly ExpectedPoints[],
  options: VerifyOptions,
): Promise<VerifiedExport> {
  requireWhole(exports)
  const starts = exports.map(({ startNs }) => BigInt(startNs))
  const stops = exports.map(({ stopNs }) => BigInt(stopNs))
  const expected = sumFingerprints(exports.map((one) => one.expected))
  const set = {
    startNs: starts.reduce((least, start) => (start < least ? start : least)),
    stopNs: stops.reduce((most, stop) => (stop > most ? stop : most)),
    expected,
    points: exports.reduce((sum, { points }) => sum + points, 0),
  }
  const stored = await readBack(client, { ...options, set })
  return { same: sameFingerprint(stored, expected), expected, stored }
}

function requireWhole(exports: readonly ExpectedPoints[]): void {
  const [first] = exports
  const refused = (expected: string, found: string) =>
    new UsageError({ operation: 'verify an export', expected, found })
  if (first === undefined) throw refused('at least one folder', 'none')
  for (const { workload, seed, shard, startNs } of exports) {
    if (startNs !== first.startNs) {
      throw refused('shards that were exported on one day (UTC)', `points from ${first.startNs} and from ${startNs}`)
    }
    if (workload === first.workload && seed === first.seed && shard?.of === first.shard?.of) continue
    throw refused(
      `shards of ${first.workload}, seed ${first.seed}`,
      `${workload}, seed ${seed}, ${shard?.of ?? 1} shards`,
    )
  }
  const of = first.shard?.of ?? 1
  const indices = new Set(exports.map(({ shard }) => shard?.index ?? 1))
  if (indices.size < exports.length) throw refused('each export once', 'one of them twice')
  if (indices.size < of) throw refused(`the folders of all ${of} shards`, `${indices.size}`)
}
