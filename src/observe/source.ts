import { fluxTime } from '../client/flux-literal.ts'
import { fluxString } from '../contract/flux-string.ts'

/** Earliest time that a Flux range can name, in nanoseconds. */
const earliestNs = -9_223_372_036_854_000_000n

/** `from |> range`, and a filter on measurements where some are named. Bounds in nanoseconds, the end exclusive. */
export function fluxSource(
  bucket: string,
  bounds: { readonly startNs?: bigint; readonly stopNs: bigint },
  measurements: readonly string[] | 'all' = 'all',
): string {
  const start = fluxTime(bounds.startNs === undefined || bounds.startNs < earliestNs ? earliestNs : bounds.startNs)
  const source = `from(bucket: ${fluxString(bucket)}) |> range(start: ${start}, stop: ${fluxTime(bounds.stopNs)})`
  if (measurements === 'all') return source
  const named = measurements.map((name) => `r._measurement == ${fluxString(name)}`).join(' or ')
  return `${source} |> filter(fn: (r) => ${named})`
}
