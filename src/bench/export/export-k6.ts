import { join } from 'node:path'
import { UsageError } from '../../errors/index.ts'
import { writeWhole } from '../../report/report-file.ts'
import { fluxproofVersion } from '../machine/fluxproof-version.ts'
import type { ShardPart } from '../result/bench-result.ts'
import { makePointSet } from '../workload/make-point-set.ts'
import type { Workload, WriteWorkload } from '../workload/workload.ts'
import { type ExpectedPoints, expectedFile } from './expected-file.ts'
import { type ExportedBatch, k6Script } from './k6-script.ts'
import { readme } from './readme.ts'

export interface ExportOptions {
  /** Made where missing; files of an earlier export are replaced. */
  readonly folder: string
  readonly seed: number
  /** Default: those of the workload. */
  readonly points?: number | undefined
  /** Only every `of`-th batch. Default: all. */
  readonly shard?: ShardPart | undefined
  /** Of the first point, as for makePointSet. */
  readonly startNs?: bigint
}

/**
 * Writes a workload as a k6 script: the same bytes as `bench run` sends, and what has to be in the bucket afterwards.
 * @returns what the folder's `expected.json` says.
 * @throws UsageError for a workload that k6 cannot run.
 */
export async function exportK6(workload: Workload, options: ExportOptions): Promise<ExpectedPoints> {
  const { folder, seed, shard, startNs } = options
  const write = requireWrites(workload)
  const points = options.points ?? write.set.points
  const series = Math.min(write.set.series, points)
  const set = makePointSet({ ...write.set, points, series }, { seed, startNs, shard })
  if (set.batches.length === 0) {
    throw refused(workload, {
      expected: 'at least one request in each shard',
      found: `no request in shard ${shard?.index}/${shard?.of}`,
      next: 'Use fewer shards, or more points',
    })
  }
  const version = fluxproofVersion()
  const batches = set.batches.map(({ lines, body }): ExportedBatch => ({ points: lines.length, body: textOf(body) }))
  const expected: ExpectedPoints = {
    formatVersion: 1,
    fluxproof: version,
    workload: workload.name,
    seed,
    ...(shard !== undefined && { shard }),
    requests: batches.length,
    points: set.points,
    startNs: String(set.startNs),
    stopNs: String(set.stopNs),
    expected: set.expected,
  }
  const part = shard === undefined ? '' : `, shard ${shard.index}/${shard.of}`
  const about = `Workload ${workload.name}${part} of fluxproof ${version}, seed ${seed}: ${set.points} points in ${batches.length} requests.`
  const files: Readonly<Record<string, string>> = {
    'script.js': k6Script(write, { batches: batches.length, about }),
    'bodies.json': `[\n${batches.map((batch) => JSON.stringify(batch)).join(',\n')}\n]\n`,
    [expectedFile]: `${JSON.stringify(expected, null, 2)}\n`,
    'README.md': readme(write, { about, folder }),
  }
  for (const [name, text] of Object.entries(files)) await writeWhole(join(folder, name), text, { what: 'export' })
  return expected
}

function textOf(body: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
}

function requireWrites(workload: Workload): WriteWorkload {
  if (workload.kind !== 'write') {
    throw refused(workload, { expected: 'a workload that writes', found: `one of kind ${workload.kind}` })
  }
  if ((workload.refusedPercent ?? 0) > 0) {
    const found = 'one whose requests are refused by a proxy of `fluxproof bench run`'
    throw refused(workload, { expected: 'a workload that needs nothing but a server', found })
  }
  return workload
}

function refused(
  { name }: Workload,
  facts: { readonly expected: string; readonly found: string; readonly next?: string },
): UsageError {
  return new UsageError({ operation: `export the workload ${name} for k6`, ...facts })
}
