import type { ShardGroup, Storage, StoredPoint } from '../storage/types.ts'

/** What was written to one shard group since the engine started. */
export interface ShardWrites {
  requests: number
  points: number
  /** Points of requests that the shard refused in part. */
  refusedPoints: number
  refusedRequests: number
  dropped: number
}

/** Counts what is written, by shard group. */
export class WriteFigures {
  readonly #shards = new Map<number, ShardWrites>()
  /** Points of all requests: asked for, stored, dropped. */
  readonly total = { requests: 0, asked: 0, stored: 0, dropped: 0 }

  /** Counts a batch that storage has taken; points without a time count at `nowNs`. */
  record(
    storage: Pick<Storage, 'shardGroups'>,
    bucketId: string,
    batch: { points: readonly StoredPoint[]; nowNs: bigint; dropped: number },
  ): void {
    const { points, nowNs, dropped } = batch
    this.total.requests++
    this.total.asked += points.length
    this.total.stored += points.length - dropped
    this.total.dropped += dropped
    const touched = new Set<ShardWrites>()
    const groups = storage.shardGroups(bucketId)
    let group: ShardGroup | undefined
    for (const { time = nowNs } of points) {
      if (group === undefined || time < group.start || time >= group.end) {
        group = groups.find(({ start, end }) => time >= start && time < end)
      }
      if (group === undefined) continue
      const writes = this.#writesOf(group.id)
      writes.points++
      touched.add(writes)
    }
    for (const writes of touched) {
      writes.requests++
      if (dropped > 0) {
        writes.refusedRequests++
        writes.refusedPoints += points.length
        writes.dropped += dropped
      }
    }
  }

  ofShard(id: number): Readonly<ShardWrites> {
    return this.#shards.get(id) ?? emptyWrites()
  }

  #writesOf(id: number): ShardWrites {
    const known = this.#shards.get(id)
    if (known) return known
    const made = emptyWrites()
    this.#shards.set(id, made)
    return made
  }
}

function emptyWrites(): ShardWrites {
  return { requests: 0, points: 0, refusedPoints: 0, refusedRequests: 0, dropped: 0 }
}
