import type { Driven, Driver, ServerAddress } from '../drive/driver.ts'
import { explainDifference } from '../durable/explain-difference.ts'
import { readBack } from '../durable/read-back.ts'
import type { Round, ServerSide } from '../result/bench-result.ts'
import type { BenchServer } from '../server/bench-server.ts'
import { watchServer } from '../server-side/watch-server.ts'
import type { PointSet } from '../workload/point-set.ts'
import type { Arrival } from '../workload/workload.ts'
import { encodeLatency } from './latency.ts'
import { lossOf } from './loss.ts'

/** A round, what is wrong with it, and what the server said of itself meanwhile. */
export interface DrivenRound {
  readonly round: Round
  readonly problem?: string
  readonly server?: ServerSide
}

/** How a set is written. */
export interface Manner {
  readonly connections: number
  readonly arrival: Arrival
  readonly gzip?: boolean
}

export interface RoundOptions {
  readonly server: BenchServer
  readonly set: PointSet
  /** Of the bucket; unique among the rounds under way. */
  readonly name: string
  /** A server before the server. Absent: none. */
  readonly url?: string | undefined
  /** Reads the server's own figures before and after. */
  readonly isWatched?: boolean
  /** Runs beside the driver, `until` it is done. */
  readonly meanwhile?: (address: ServerAddress, until: Promise<unknown>) => Promise<void>
  readonly signal: AbortSignal
}

/** Time limit of one request: three times as long as a server tries to store. */
const requestTimeoutMs = 30_000

/** One driver writes the set into a fresh bucket, and everything is read back. */
export async function driveRound(driver: Driver, manner: Manner, options: RoundOptions): Promise<DrivenRound> {
  const { server, set, name, isWatched = false, signal } = options
  const { client } = server.target
  await using bucket = await server.makeBucket(name)
  const { address, id } = bucket
  const watch = isWatched ? await watchServer(client, { pid: server.pid, signal }) : undefined
  const target = { ...address, url: options.url ?? address.url }
  const driving = driver.drive({ server: target, set, ...taskOf(manner), signal })
  const [driven] = await Promise.all([driving, options.meanwhile?.(address, driving)])
  const seen = await watch?.finish({ bucketIds: [id], acknowledged: driven.acknowledged, waitMs: lagMs(server) })
  // The bucket is this round's alone: a point that was stamped anew is not overlooked.
  const place = { org: address.org, bucket: address.bucket, set, extent: 'bucket', signal } as const
  const round = { ...roundOf(driven, set), stored: await readBack(client, place), expected: set.expected }
  const loss = lossOf(round)
  const details = loss === undefined ? [] : await explainDifference(client, place)
  return {
    round,
    ...(loss !== undefined && { problem: [`${driver.name}: ${loss}`, ...details].join('\n  ') }),
    ...(seen !== undefined && { server: seen }),
  }
}

/** How long figures of a server may lag behind: influxd's for 10 s, our engine's not at all. */
function lagMs({ target }: BenchServer): number {
  return target.kind === 'embedded' ? 500 : 15_000
}

/** As a driveRound on a sink, of which nothing can be read back. */
export async function sinkRound(
  driver: Driver,
  manner: Manner,
  { url, set, signal }: { readonly url: string; readonly set: PointSet; readonly signal: AbortSignal },
): Promise<Round> {
  const server = { url, org: 'sink', bucket: 'sink', token: 'sink' }
  return roundOf(await driver.drive({ server, set, ...taskOf(manner), signal }), set)
}

function taskOf({ connections, arrival, gzip = false }: Manner) {
  return { connections, arrival, gzip, requestTimeoutMs }
}

function roundOf(driven: Driven, set: PointSet): Round {
  const { elapsedMs, acknowledged, refused, unknown, latencyUs, sliceMs, slices, cpuMs } = driven
  const latency = encodeLatency(latencyUs)
  return { elapsedMs, handedIn: set.points, acknowledged, refused, unknown, latencyUs: latency, sliceMs, slices, cpuMs }
}
