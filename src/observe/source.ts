import { fluxTime } from '../client/flux-literal.ts'
import { fluxString } from '../contract/flux-string.ts'

/** 1677-09-21T00:12:44Z, the first whole second that storage can hold. */
const earliestNs = -9_223_372_036_000_000_000n

/** `from |> range`, and a filter on measurements where some are named. Bounds in nanoseconds, both inclusive; Flux itself leaves the end out. */
export function fluxSource(
  bucket: string,
  bounds: { readonly startNs?: bigint; readonly stopNs: bigint },
  measurements: readonly string[] | 'all' = 'all',
): string {
  const start = fluxTime(bounds.startNs === undefined || bounds.startNs < earliestNs ? earliestNs : bounds.startNs)
  const source = `from(bucket: ${fluxString(bucket)}) |> range(start: ${start}, stop: ${fluxTime(bounds.stopNs + 1n)})`
  if (measurements === 'all') return source
  const named = measurements.map((name) => `r._measurement == ${fluxString(name)}`).join(' or ')
  return `${source} |> filter(fn: (r) => ${named})`
}
