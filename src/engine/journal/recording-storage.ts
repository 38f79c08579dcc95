import type { Storage } from '../storage/types.ts'
import type { DeletedSeries, Entry } from './entry.ts'
import { packPoint } from './packed-point.ts'

/**
 * The same store, whose every change is recorded before the call returns. A change that throws is not recorded; a
 * refused write is, because it can open shards and fix field types.
 * @param rewrite called after restore, reset and load, which replace everything.
 */
export function recordingStorage(storage: Storage, record: (entry: Entry) => void, rewrite: () => void): Storage {
  return {
    ...storage,
    createBucket(bucketId, rules) {
      storage.createBucket(bucketId, rules)
      record({ kind: 'rules', bucketId, rules })
    },
    updateBucket(bucketId, rules) {
      storage.updateBucket(bucketId, rules)
      record({ kind: 'rules', bucketId, rules })
    },
    dropBucket(bucketId) {
      storage.dropBucket(bucketId)
      record({ kind: 'drop', bucketId })
    },
    write(bucketId, points, nowNs) {
      const refused = storage.write(bucketId, points, nowNs)
      record({ kind: 'write', bucketId, points: points.map(packPoint), nowNs })
      return refused
    },
    delete(bucketId, { start, stop }, matches) {
      const series: DeletedSeries[] = []
      storage.delete(bucketId, { start, stop }, (key, shard) => {
        const matched = matches(key, shard)
        if (matched) series.push({ ...key, shardId: shard.id })
        return matched
      })
      if (series.length > 0) record({ kind: 'delete', bucketId, start, stop, series })
    },
    enforceRetention(nowNs) {
      storage.enforceRetention(nowNs)
      record({ kind: 'retention', nowNs })
    },
    restore(snapshot) {
      storage.restore(snapshot)
      rewrite()
    },
    reset() {
      storage.reset()
      rewrite()
    },
    load(parts) {
      storage.load(parts)
      rewrite()
    },
  }
}
