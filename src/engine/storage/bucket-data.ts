import { compareBytes } from './byte-order.ts'
import { SeriesRegistry } from './series-registry.ts'
import { Shard } from './shard.ts'
import { newShardWindow } from './shard-window.ts'
import type { BucketStorageRules } from './types.ts'

/** One bucket's shards, in order of time, of one snapshot epoch (see shard.ts). */
export class BucketData {
  readonly owner: number
  readonly id: string
  readonly rules: BucketStorageRules
  readonly shards: Shard[]
  readonly registry: SeriesRegistry

  constructor(
    owner: number,
    id: string,
    from: { rules: BucketStorageRules; shards?: readonly Shard[]; registry?: SeriesRegistry },
  ) {
    this.owner = owner
    this.id = id
    this.rules = from.rules
    this.shards = [...(from.shards ?? [])]
    this.registry = from.registry ?? new SeriesRegistry()
  }

  /** Index of the shard that covers `time`, or -1. */
  indexAt(time: bigint): number {
    let low = 0
    let high = this.shards.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const shard = this.shards[middle] as Shard
      if (time < shard.start) high = middle - 1
      else if (time >= shard.end) low = middle + 1
      else return middle
    }
    return -1
  }

  /** Makes the shard group for a `time` that none covers. */
  addShard(time: bigint, id: number): Shard {
    const shard = new Shard(this.owner, id, newShardWindow(time, this.rules.shardGroupNs, this.shards))
    const before = this.shards.findIndex((other) => other.start > shard.start)
    this.shards.splice(before < 0 ? this.shards.length : before, 0, shard)
    return shard
  }

  ownedShard(index: number, epoch: number): Shard {
    const shard = this.shards[index] as Shard
    if (shard.owner === epoch) return shard
    const own = new Shard(epoch, shard.id, shard)
    this.shards[index] = own
    return own
  }

  /** Shards that overlap [start, stop), earliest first. */
  shardsIn(start: bigint, stop: bigint): Shard[] {
    return this.shards.filter((shard) => shard.overlaps(start, stop))
  }

  /** Names of the measurements in any shard, in order. */
  measurementNames(): string[] {
    const names = new Set(this.shards.flatMap((shard) => [...shard.measurements.keys()]))
    return [...names].sort(compareBytes)
  }
}
