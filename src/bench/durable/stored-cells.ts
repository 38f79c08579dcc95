import { FluxStreamError } from '../../client/annotated-csv.ts'
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
  const call = {
    operation: 'read points back',
    method: 'POST',
    path: '/api/v2/query',
    query: { org },
    headers: { accept: 'application/csv' },
    json: { query, type: 'flux', dialect: { annotations: ['group', 'datatype', 'default'] } },
    timeoutMs,
    signal,
  } as const
  const answer = await client.http.send(call)
  const scanner = new CellScanner(sink)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  try {
    for await (const chunk of answer.chunks()) scanner.push(decoder.decode(chunk, { stream: true }))
    scanner.push(decoder.decode())
    scanner.end()
  } catch (error) {
    if (error instanceof FluxStreamError) throw client.http.fail(call, 'query', error.message)
    if (error instanceof RangeError) throw client.http.fail(call, 'unexpected-answer', error.message)
    throw error
  }
}
