import { canaryMeasurement } from '../../contract/check.ts'
import { hourNs } from '../../contract/duration.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { runFluxBatch } from '../flux-batch.ts'
import { type Reading, read } from '../reading.ts'
import { bigintOf, textOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import type { CanaryContext } from './canary-context.ts'

/** One canary: which probe of which run, and when. */
export interface CanaryPoint {
  readonly probe: string
  readonly run: string
  readonly timeNs: bigint
}

/** Its line. Probe and run are of letters, digits and `-` only. */
export function canaryLine({ probe, run, timeNs }: CanaryPoint): string {
  return `${canaryMeasurement},probe=${probe},run=${run} n=1i ${timeNs}`
}

/** The canaries of this run that stand in each bucket, in one query. */
export async function readCanaries(
  { client, org, run, nowNs, halt, signal }: CanaryContext,
  buckets: readonly string[],
): Promise<Map<string, Reading<readonly CanaryPoint[]>>> {
  const parts = buckets.map((bucket) => ({
    key: bucket,
    bucket,
    flux: `${fluxSource(bucket, { stopNs: nowNs + hourNs }, [canaryMeasurement])} |> filter(fn: (r) => r.run == ${fluxString(run)} and r._field == "n")`,
  }))
  const results = await runFluxBatch(client, parts, { org, halt, signal })
  const canaries = new Map<string, Reading<readonly CanaryPoint[]>>()
  for (const [bucket, reading] of results) {
    if (!reading.ok) canaries.set(bucket, reading)
    else {
      const points = reading.value.map((row) => ({
        probe: textOf(row, 'probe'),
        run,
        timeNs: bigintOf(row, '_time') ?? 0n,
      }))
      canaries.set(bucket, read(points))
    }
  }
  return canaries
}
