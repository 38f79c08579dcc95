import type { Bucket, Contract, Measurement } from '../../contract/model.ts'
import type { SeedRequest } from './seed-points.ts'

/** How many points of a measurement to make, and over which time. */
export interface Budget {
  readonly points: number
  readonly spanNs: bigint
}

/** More points than this are never made for one measurement unless asked for: a check needs no more. */
const mostPoints = 1000
/** Points of a measurement about which the contract says nothing. */
const usualPoints = 240

/**
 * The budget of a measurement: its share of the bucket's volume, spread over the volume's time; else one point for each beat of its
 * cadence over the look-back; else a few hundred. Where the points asked for (`events`) cannot fill the time without a gap, the time gets
 * shorter, never the gap longer. `streams` is how many of these points stand at one instant.
 */
export function budgetOf(
  { events, lookbackNs }: Pick<SeedRequest, 'events' | 'lookbackNs'>,
  { bucket, measurement }: { readonly bucket: Bucket; readonly measurement: Measurement },
  { streams = 1 }: { readonly streams?: number } = {},
): Budget {
  const { volume, retention } = bucket
  const { cadence } = measurement
  const wanted = volume?.over ?? max(lookbackNs, (cadence?.every ?? 0n) * 3n)
  const longest = retention === 'infinite' || wanted < retention ? wanted : retention
  const share = volume === undefined ? undefined : Math.floor(volume.points / Math.max(bucket.measurements.length, 1))
  const beats = cadence === undefined ? usualPoints : Number(longest / cadence.every) * streams
  const points = Math.max(streams, events ?? share ?? Math.min(beats, mostPoints))
  if (cadence === undefined) return { points, spanNs: longest }
  // Half of the gap allowed leaves room for jitter.
  const filled = (BigInt(Math.ceil(points / streams)) * max(cadence.every, cadence.maxGap / 2n) * 9n) / 10n
  return { points, spanNs: longest < filled ? longest : filled }
}

/** A measurement by its name, with its bucket. */
export function findMeasurement(
  contract: Contract,
  name: string,
): { bucket: Bucket; measurement: Measurement } | undefined {
  for (const bucket of contract.buckets) {
    const measurement = bucket.measurements.find(({ key }) => key === name)
    if (measurement !== undefined) return { bucket, measurement }
  }
  return undefined
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
