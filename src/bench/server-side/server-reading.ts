import type { InfluxClient } from '../../client/influx-client.ts'
import type { MetricSample } from '../../client/metrics.ts'
import { type ProcessFigures, readProcessFigures } from './process-figures.ts'

/** What a server said of itself at one moment. */
export interface ServerReading {
  /** Of /metrics; absent: it could not be read. */
  readonly samples?: readonly MetricSample[]
  /** Why it could not. */
  readonly problem?: string
  readonly process: ProcessFigures
}

/** Reads /metrics, and what the process has used. A server that does not answer is a reading too. */
export async function readServer(
  client: Pick<InfluxClient, 'metrics'>,
  { pid, signal }: { readonly pid?: number | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<ServerReading> {
  try {
    const samples = await client.metrics.read({ signal })
    return { samples, process: await readProcessFigures(samples, { pid }) }
  } catch (error) {
    signal?.throwIfAborted()
    const problem = `/metrics could not be read: ${error instanceof Error ? error.message : String(error)}`
    return { problem, process: await readProcessFigures([], { pid }) }
  }
}
