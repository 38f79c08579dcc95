import { dayNs } from '../../contract/duration.ts'
import type { Contract } from '../../contract/model.ts'
import type { Point } from '../../line-protocol/types.ts'
import { normalizerFor } from '../for-contract.ts'
import { systemOf } from '../system.ts'
import { aggregateTask } from './aggregate-task.ts'
import { declaredPoints } from './declared-points.ts'
import { createJudge } from './judge.ts'
import { sourceEvents } from './source-events.ts'

/** What to seed a contract with. */
export interface SeedOptions {
  /** The same seed and time give the same points. Default 1. */
  readonly seed?: number | undefined
  /** About how many events of the system; default: what the contract's volume, cadence and freshness ask for. */
  readonly events?: number | undefined
  /** Nanoseconds since the epoch that the points lead up to; none is later. */
  readonly nowNs: bigint
  /** How far back the points go where the contract does not say. Default 24 h. */
  readonly lookbackNs?: bigint | undefined
  /** IANA zone of the home. Default UTC. */
  readonly timeZone?: string | undefined
}

/** A point and the bucket that it belongs to. */
export interface SeedPoint {
  readonly bucketKey: string
  readonly point: Point
}

/** What every source of seed points is made from. */
export interface SeedRequest {
  readonly contract: Contract
  readonly seed: number
  readonly events: number | undefined
  readonly nowNs: bigint
  readonly lookbackNs: bigint
}

/**
 * Realistic points for a contract, led up to `nowNs`: for the five systems generated events through their normalizers; for what the
 * plain tasks of the contract would write, their sums of these points; for every other measurement points made from its declaration.
 * They keep the contract: required tags and fields, values, patterns, ranges, cadence, freshness, volume, retention. Fails with a
 * UsageError where a pattern's text cannot be made up and no example is given.
 */
export function* seedPoints(contract: Contract, options: SeedOptions): Generator<SeedPoint> {
  const { seed = 1, events, nowNs, lookbackNs = dayNs, timeZone } = options
  const request: SeedRequest = { contract, seed, events, nowNs, lookbackNs }
  const keeps = createJudge(contract, nowNs)
  const seeded = new Set<string>()
  const taken: SeedPoint[] = []
  const sources = new Set(contract.tasks.map(({ from }) => from.key))

  function* take(points: Iterable<SeedPoint>): Generator<SeedPoint> {
    for (const item of points) {
      if (!keeps(item)) continue
      seeded.add(keyOf(item.bucketKey, item.point.measurement))
      if (sources.has(item.bucketKey)) taken.push(item)
      yield item
    }
  }

  yield* take(systemPoints(request, timeZone))
  for (const task of contract.tasks) {
    if (task.work.kind !== 'aggregate' || seeded.has(keyOf(task.to.key, task.work.into))) continue
    yield* take(aggregateTask(task, task.work, { contract, points: taken, nowNs }))
  }
  const rest = contract.buckets.flatMap((bucket) =>
    bucket.measurements
      .filter(({ key }) => !seeded.has(keyOf(bucket.key, key)))
      .map((measurement) => ({ bucket, measurement })),
  )
  // The events asked for are the system's; without a system, every measurement has its part of them.
  const each = seeded.size > 0 || events === undefined ? undefined : Math.ceil(events / rest.length)
  for (const declared of rest) yield* take(declaredPoints({ ...request, events: each }, declared))
}

function* systemPoints(request: SeedRequest, timeZone: string | undefined): Generator<SeedPoint> {
  const system = systemOf(request.contract)
  if (system === undefined) return
  const { registry, events } = sourceEvents(system, request)
  const normalizer = normalizerFor(request.contract, {
    system,
    ...(registry === undefined ? {} : { registry }),
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  for (const event of events) {
    const outcome = normalizer.normalize(event)
    if (outcome.kind === 'drop') continue
    const bucketKey = normalizer.bucketKeyOf(outcome.point.measurement)
    if (bucketKey !== undefined) yield { bucketKey, point: outcome.point }
  }
}

function keyOf(bucketKey: string, measurement: string): string {
  return `${encodeURIComponent(bucketKey)}/${encodeURIComponent(measurement)}`
}
