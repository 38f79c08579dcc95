import type { ShardPart } from '../result/bench-result.ts'
import type { BenchServer } from './bench-server.ts'

/** A server whose buckets are those of one shard: others work on it at the same time, and would remove buckets of the same name. */
export function shardServer(server: BenchServer, shard: ShardPart | undefined): BenchServer {
  if (shard === undefined) return server
  return { ...server, makeBucket: (name) => server.makeBucket(`${name}_${shard.index}_of_${shard.of}`) }
}
