import type { InfluxClient } from '../../client/influx-client.ts'
import { toMilliseconds } from '../../contract/duration.ts'
import type { LatencyNeed } from '../needs.ts'
import { type Reading, read } from '../reading.ts'
import { fluxSource } from '../source.ts'
import type { DataContext } from './context.ts'

/** A slow answer alone may have met a garbage collection or a compaction; the median of three has not. */
const samples = 3

/** Milliseconds from sending `last()` of the need to the last byte of its answer; of a first answer that is too slow, the median with two more. */
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
      if (elapsed.length === 1 && (elapsed[0] ?? 0) <= toMilliseconds(need.withinNs)) break
    }
  } catch (error) {
    return options.halt.noteFailure(error)
  }
  elapsed.sort((a, b) => a - b)
  return read(elapsed[Math.floor(elapsed.length / 2)] ?? 0)
}
