import type { FluxRow } from '../client/annotated-csv.ts'
import type { InfluxClient } from '../client/influx-client.ts'
import { type Halt, type Reading, read, type Unreadable } from './reading.ts'

/** One pipeline of a batch: reads one bucket, gives rows. */
export interface FluxPart {
  /** Identifies its rows to the caller. */
  readonly key: string
  readonly bucket: string
  /** A stream expression without `yield`. */
  readonly flux: string
}

/** The rows of every pipeline by its key. */
export type FluxResults = Map<string, Reading<readonly FluxRow[]>>

export interface FluxBatchOptions {
  readonly org: string
  readonly halt: Halt
  readonly signal?: AbortSignal | undefined
}

/** Yields of one query. A wide contract needs a few queries; none gets so long that a proxy or the parser minds. */
const partsPerQuery = 120

/**
 * Runs many pipelines in one query, each as a yield of its own name (a server gives several yields in any order), and gives the rows of each.
 * Each has its own `from`: a variable with two readers is not pushed down to storage. If the query fails, it is run again bucket by bucket, and
 * within a bucket that fails pipeline by pipeline, so that one that cannot be answered does not blind the others. A pipeline whose query failed half-way has no rows at all.
 */
export async function runFluxBatch(
  client: InfluxClient,
  parts: readonly FluxPart[],
  options: FluxBatchOptions,
): Promise<FluxResults> {
  const results: FluxResults = new Map()
  for (let start = 0; start < parts.length; start += partsPerQuery) {
    const batch = parts.slice(start, start + partsPerQuery)
    await runSplitting(client, batch, results, options)
  }
  return results
}

async function runSplitting(
  client: InfluxClient,
  parts: readonly FluxPart[],
  results: FluxResults,
  options: FluxBatchOptions,
): Promise<void> {
  const failure = options.halt.because ?? (await runParts(client, parts, results, options))
  if (failure === undefined) return
  if (parts.length === 1 || options.halt.because !== undefined) {
    for (const part of parts) results.set(part.key, failure)
    return
  }
  const byBucket = Map.groupBy(parts, (part) => part.bucket)
  const smaller = byBucket.size > 1 ? byBucket.values() : parts.map((part) => [part])
  for (const group of smaller) await runSplitting(client, group, results, options)
}

async function runParts(
  client: InfluxClient,
  parts: readonly FluxPart[],
  results: FluxResults,
  { org, signal, halt }: FluxBatchOptions,
): Promise<Unreadable | undefined> {
  const rows = new Map<string, FluxRow[]>(parts.map((_, index) => [`part${index}`, []]))
  const flux = parts.map((part, index) => `${part.flux} |> yield(name: "part${index}")`).join('\n\n')
  try {
    for await (const row of client.flux.stream(org, flux, { signal })) rows.get(row.result)?.push(row)
  } catch (error) {
    return halt.noteFailure(error)
  }
  for (const [index, part] of parts.entries()) results.set(part.key, read(rows.get(`part${index}`) ?? []))
  return undefined
}
