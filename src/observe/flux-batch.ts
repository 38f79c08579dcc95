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

export interface FluxBatchOptions {
  readonly org: string
  readonly halt: Halt
  readonly signal?: AbortSignal | undefined
}

/** Yields of one query. A wide contract needs a few queries; none gets so long that a proxy or the parser minds. */
const partsPerQuery = 120

/**
 * Runs many pipelines in one query, each as a yield of its own name (a server gives several yields in any order), and gives the rows of each.
 * Each has its own `from`: a variable with two readers is not pushed down to storage. If the query fails, it is run again once per bucket, so that
 * one bucket that cannot be read does not blind the others. A pipeline whose query failed half-way has no rows at all.
 */
export async function runFluxBatch(
  client: InfluxClient,
  parts: readonly FluxPart[],
  options: FluxBatchOptions,
): Promise<Map<string, Reading<readonly FluxRow[]>>> {
  const results = new Map<string, Reading<readonly FluxRow[]>>()
  for (let start = 0; start < parts.length; start += partsPerQuery) {
    const batch = parts.slice(start, start + partsPerQuery)
    const failure = options.halt.because ?? (await runParts(client, batch, results, options))
    if (failure === undefined) continue
    const byBucket = Map.groupBy(batch, (part) => part.bucket)
    for (const group of byBucket.values()) {
      const again =
        byBucket.size > 1 && options.halt.because === undefined
          ? await runParts(client, group, results, options)
          : failure
      if (again !== undefined) settle(group, results, again)
    }
  }
  return results
}

async function runParts(
  client: InfluxClient,
  parts: readonly FluxPart[],
  results: Map<string, Reading<readonly FluxRow[]>>,
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

function settle(
  parts: readonly FluxPart[],
  results: Map<string, Reading<readonly FluxRow[]>>,
  failure: Unreadable,
): void {
  for (const part of parts) results.set(part.key, failure)
}
