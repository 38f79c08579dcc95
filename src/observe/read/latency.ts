import type { InfluxClient } from '../../client/influx-client.ts'
import type { LatencyNeed } from '../needs.ts'
import { type Reading, read } from '../reading.ts'
import { fluxSource } from '../source.ts'
import type { DataContext } from './context.ts'

/** One query alone may meet a garbage collection or a compaction; the median of three does not. */
const samples = 3

/** Milliseconds from sending `last()` of the need to the last byte of its answer: the median of three. */
export async function readLatency(
  client: InfluxClient,
  need: LatencyNeed,
  options: Pick<DataContext, 'org' | 'nowNs' | 'halt' | 'signal'>,
): Promise<Reading<number>> {
  if (options.halt.because !== undefined) return options.halt.because
  const bounds = { startNs: options.nowNs - need.rangeNs, stopNs: options.nowNs }
  const measurements = need.measurement === undefined ? 'all' : [need.measurement]
  const flux = `${fluxSource(need.bucket, bounds, measurements)} |> last()`
  const elapsed: number[] = []
  try {
    while (elapsed.length < samples) {
      const started = performance.now()
      await client.flux.drain(options.org, flux, { signal: options.signal })
      elapsed.push(performance.now() - started)
    }
  } catch (error) {
    return options.halt.noteFailure(error)
  }
  elapsed.sort((a, b) => a - b)
  return read(elapsed[Math.floor(samples / 2)] ?? 0)
}
