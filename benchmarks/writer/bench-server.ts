import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ServedEngine } from '../../src/bench/server/served-engine.ts'
import { org, serveEngine } from './served-engine.ts'
import type { VerifyOrder } from './verify-bucket.ts'
import { withClient } from './with-client.ts'

/** A served engine, fresh buckets on it, and what they hold. */
export interface BenchServer extends AsyncDisposable {
  readonly served: ServedEngine
  /** Makes a bucket without retention. @returns what takes it away. */
  makeBucket(name: string): Promise<() => Promise<void>>
  /**
   * Reads points back on a thread of its own: its garbage would make V8 forget what it compiled for those who are measured.
   * @throws where the bucket does not hold exactly these in the seconds that they cover.
   */
  verify(bucket: string, indexes: VerifyOrder['indexes']): Promise<void>
}

const verifier = new URL('verify-bucket.ts', import.meta.url)

export async function startBenchServer(): Promise<BenchServer> {
  const served = await serveEngine()
  const orgId = await withClient(served.url, async ({ organizations }) => {
    const found = await organizations.find(org)
    if (found.state === 'present') return found.record.id
    throw new Error(`bench: expected the organization ${org}, found it ${found.state}`)
  })
  return {
    served,
    async makeBucket(name) {
      const { id } = await withClient(served.url, ({ buckets }) => buckets.create({ orgId, name, retentionRules: [] }))
      return () => withClient(served.url, ({ buckets }) => buckets.remove(id))
    },
    async verify(bucket, indexes) {
      const worker = new Worker(verifier, { workerData: { url: served.url, bucket, indexes } satisfies VerifyOrder })
      const [code] = (await once(worker, 'exit')) as [number]
      if (code !== 0) throw new Error(`bench: ${bucket} does not hold what was written`)
    },
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  }
}
