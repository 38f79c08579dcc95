import { fluxTime } from '../../client/flux-literal.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { CellScanner, type CellSink } from './cell-scanner.ts'

/** Where cells are, and in which time. */
export interface StoredPlace {
  readonly org: string
  readonly bucket: string
  readonly startNs: bigint
  /** Exclusive. */
  readonly stopNs: bigint
  /**
   * `series`: a table for each field of a series. `field`: one for each field, which costs a server less where series have a point or two, and a
   * reader more. Default `series`.
   */
  readonly tables?: 'series' | 'field'
  readonly signal?: AbortSignal | undefined
}

/** A server may take its time over a million points. */
const timeoutMs = 600_000

/**
 * Reads all cells of a bucket in a time, as the server streams them: they need not be held in memory.
 * @throws ClientError as a query does, also for an error inside a 200.
 */
export async function readStoredCells(client: InfluxClient, place: StoredPlace, sink: CellSink): Promise<void> {
  const { org, bucket, startNs, stopNs, tables = 'series', signal } = place
  const query = `from(bucket: ${fluxString(bucket)})
  |> range(start: ${fluxTime(startNs)}, stop: ${fluxTime(stopNs)})
  |> ${tables === 'series' ? 'drop(columns: ["_start", "_stop"])' : 'group(columns: ["_field"])'}`
  const scanner = new CellScanner(sink)
  const take = async (pieces: AsyncIterable<string>) => {
    for await (const piece of pieces) scanner.push(piece)
    scanner.end()
  }
  await client.flux.scan(org, query, take, { operation: 'read points back', timeoutMs, signal })
}
