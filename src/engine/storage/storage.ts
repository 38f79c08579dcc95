import { defaultEngineVersion, type EngineVersion, isAtLeast } from '../version.ts'
import { BucketData } from './bucket-data.ts'
import { compareBytes } from './byte-order.ts'
import { listSeries } from './list-series.ts'
import { readSeries } from './read-series.ts'
import { removePoints } from './remove-points.ts'
import type { SeriesEntry } from './series-registry.ts'
import { partsOf, storeOf } from './storage-parts.ts'
import type { BucketStorageRules, Storage, StorageSnapshot } from './types.ts'
import { BatchWriter } from './write-batch.ts'

/** All data of a store at one moment. Never changed once the epoch in which it was made has passed. */
interface Root {
  readonly owner: number
  readonly buckets: Map<string, BucketData>
  nextShardId: number
}

interface Snapshot extends StorageSnapshot {
  readonly root: Root
}

/**
 * Makes an empty store.
 * @param options.version decides about a field `time` beside others: dropped in silence before 2.9, reported since. Default 2.8.0.
 */
export function createStorage(options: { readonly version?: EngineVersion } = {}): Storage {
  const reportsTimeField = isAtLeast(options.version ?? defaultEngineVersion, '2.9.1')
  // A snapshot ends an epoch: parts made before it are shared and are copied before they change.
  let epoch = 1
  let root: Root = { owner: epoch, buckets: new Map(), nextShardId: 1 }

  function ownedRoot(): Root {
    if (root.owner !== epoch) root = { ...root, owner: epoch, buckets: new Map(root.buckets) }
    return root
  }

  function ownedBucket(id: string): BucketData {
    const known = ownedRoot().buckets.get(id)
    if (known === undefined) throw new Error(`storage: expected a bucket that was created, found id ${id}`)
    if (known.owner === epoch) return known
    const own = new BucketData(epoch, id, known)
    root.buckets.set(id, own)
    return own
  }

  function setRules(id: string, rules: BucketStorageRules): void {
    const known = root.buckets.get(id)
    ownedRoot().buckets.set(id, new BucketData(epoch, id, known ? { ...known, rules } : { rules }))
  }

  return {
    createBucket: setRules,
    updateBucket: setRules,
    dropBucket(id) {
      ownedRoot().buckets.delete(id)
    },
    write(bucketId, points, nowNs) {
      const bucket = ownedBucket(bucketId)
      const nextShardId = () => root.nextShardId++
      return new BatchWriter(bucket, { epoch, nowNs, reportsTimeField, nextShardId }).write(points)
    },
    read(request) {
      const bucket = root.buckets.get(request.bucketId)
      return bucket ? readSeries(bucket, request) : []
    },
    delete(bucketId, range, matches) {
      if (root.buckets.has(bucketId)) removePoints(ownedBucket(bucketId), range, { matches, epoch })
    },
    seriesKeys(bucketId, range) {
      const bucket = root.buckets.get(bucketId)
      return bucket ? listSeries(bucket, range) : []
    },
    fieldTypes(bucketId) {
      const bucket = root.buckets.get(bucketId)
      return (bucket?.measurementNames() ?? []).flatMap((measurement) =>
        (bucket?.shards ?? []).flatMap((shard) =>
          [...(shard.measurements.get(measurement)?.types ?? [])]
            .sort(([a], [b]) => compareBytes(a, b))
            .map(([field, type]) => ({
              measurement,
              field,
              type,
              shard: { id: shard.id, start: shard.start, end: shard.end },
            })),
        ),
      )
    },
    shardGroups(bucketId) {
      return (root.buckets.get(bucketId)?.shards ?? []).map(({ id, start, end }) => ({ id, start, end }))
    },
    figures(bucketId) {
      const series = new Set<SeriesEntry>()
      const measurements = new Set<string>()
      for (const shard of root.buckets.get(bucketId)?.shards ?? []) {
        for (const [name, part] of shard.measurements) {
          measurements.add(name)
          for (const entry of part.series.keys()) series.add(entry)
        }
      }
      return { series: series.size, measurements: measurements.size }
    },
    enforceRetention(nowNs) {
      for (const { id, rules, shards } of [...root.buckets.values()]) {
        const isExpired = ({ end }: { end: bigint }) => rules.retentionNs > 0n && end + rules.retentionNs < nowNs
        if (!shards.some(isExpired)) continue
        const own = ownedBucket(id)
        own.shards.splice(0, own.shards.length, ...own.shards.filter((shard) => !isExpired(shard)))
      }
    },
    snapshot() {
      const taken: Snapshot = { kind: 'storage-snapshot', root }
      epoch++
      return taken
    },
    restore(snapshot) {
      root = (snapshot as Snapshot).root
      epoch++
    },
    reset() {
      epoch++
      root = { owner: epoch, buckets: new Map(), nextShardId: 1 }
    },
    dump(snapshot) {
      const { buckets, nextShardId } = (snapshot as Snapshot).root
      return partsOf(buckets.values(), nextShardId)
    },
    load(parts) {
      epoch++
      root = { owner: epoch, ...storeOf(parts, epoch) }
    },
  }
}
