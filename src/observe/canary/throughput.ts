import { setTimeout as wait } from 'node:timers/promises'
import { ClientError } from '../../client/client-error.ts'
import { canaryMeasurement } from '../../contract/check.ts'
import { toMilliseconds } from '../../contract/duration.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { encode } from '../../line-protocol/encode.ts'
import type { FieldType, FieldValue, Point } from '../../line-protocol/types.ts'
import type { ThroughputNeed } from '../needs.ts'
import type { ThroughputFact } from '../observation.ts'
import { type Reading, read, unreadableFrom } from '../reading.ts'
import { numberOf } from '../row-tags.ts'
import { fluxSource } from '../source.ts'
import type { CanaryContext } from './canary-context.ts'

/** Points of one write request. The server's own advice. */
const batchSize = 5_000

/** Between the first and the second look at how many points have arrived, in ms; each later pause is twice as long. */
const firstPauseMs = 50

/** Field that every point of the load carries and that is counted. */
const countedField = 'n'

/** Writes the events and counts them until all are back, or the time limit has passed. */
export async function observeThroughput(
  context: CanaryContext,
  need: ThroughputNeed,
): Promise<Reading<ThroughputFact>> {
  const { client, site, org, run, nowNs, signal } = context
  const bucket = site.in(need.bucket)
  // One microsecond apart and all in the past: every point is a point of its own.
  const startNs = nowNs - BigInt(need.events) * 1_000n
  const points = Array.from({ length: need.events }, (_, index) => loadPoint(need, { index, run, startNs }))
  const batches: string[] = []
  for (let at = 0; at < points.length; at += batchSize) batches.push(encode(points.slice(at, at + batchSize)).text)
  site.wrote(bucket, [startNs, nowNs])
  const source = fluxSource(bucket, { startNs, stopNs: nowNs }, [canaryMeasurement])
  const flux = `${source} |> filter(fn: (r) => r.run == ${fluxString(run)} and r._field == "${countedField}" and r.probe == "load") |> count()`
  const withinMs = toMilliseconds(need.withinNs)
  const started = performance.now()
  let pauseMs = firstPauseMs
  try {
    for (const batch of batches) await writeBatch(batch)
    for (;;) {
      const rows = await client.flux.rows(org, flux, { signal })
      const elapsedMs = performance.now() - started
      const stored = rows.reduce((sum, row) => sum + (numberOf(row, '_value') ?? 0), 0)
      if (stored >= need.events || elapsedMs >= withinMs) return read({ bucket, sent: need.events, stored, elapsedMs })
      await wait(pauseMs)
      pauseMs *= 2
    }
  } catch (error) {
    return unreadableFrom(error)
  }

  /** A batch that was refused in part is counted by what was stored of it. */
  async function writeBatch(batch: string): Promise<void> {
    try {
      await client.points.write({ org, bucket }, batch, { signal, gzip: true })
    } catch (error) {
      if (!(error instanceof ClientError) || error.kind !== 'unprocessable') throw error
    }
  }
}

/** A point like those of the contract, in the canary measurement. */
function loadPoint(
  need: ThroughputNeed,
  { index, run, startNs }: { readonly index: number; readonly run: string; readonly startNs: bigint },
): Point {
  const own = new Set(['probe', 'run', countedField])
  const tags = need.tags.filter((tag) => !own.has(tag)).map((tag) => [tag, `${tag}-${index % 10}`] as const)
  const fields = need.fields.filter((one) => !own.has(one.field))
  return {
    measurement: canaryMeasurement,
    tags: [['probe', 'load'], ['run', run], ...tags],
    fields: [
      [countedField, { type: 'integer', value: BigInt(index) }],
      ...fields.map((one) => [one.field, sampleOf(one.type, index)] as const),
    ],
    time: startNs + BigInt(index) * 1_000n,
  }
}

function sampleOf(type: FieldType, index: number): FieldValue {
  switch (type) {
    case 'float':
      return { type, value: index / 10 }
    case 'integer':
    case 'unsigned':
      return { type, value: BigInt(index) }
    case 'string':
      return { type, value: `value ${index % 100}` }
    case 'boolean':
      return { type, value: index % 2 === 0 }
  }
}
