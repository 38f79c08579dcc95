import { createNetworkTransport } from '../../client/network-transport.ts'
import { FluxproofError } from '../../errors/index.ts'
import type { StartedTarget, Target } from '../../target/target.ts'
import { startThrowAway } from '../../target/throw-away.ts'
import type { ServerAddress } from '../drive/driver.ts'
import { startServedEngine } from './served-engine.ts'

/** A server under measurement, with buckets of its own for each round. */
export interface BenchServer extends AsyncDisposable {
  readonly target: StartedTarget
  /** Of a server that was started here as a process. */
  readonly pid?: number
  /** Makes an empty bucket without an end; disposal removes it with its points. */
  makeBucket(name: string): Promise<BenchBucket>
}

export interface BenchBucket extends AsyncDisposable {
  readonly id: string
  readonly address: ServerAddress
}

/** What all bench buckets begin with, so that one left behind by a run that was killed can be told. */
const bucketPrefix = 'fluxproof_bench_'

export interface OpenServerOptions {
  readonly signal?: AbortSignal | undefined
  /** Organization on a remote. */
  readonly org?: string | undefined
  readonly timeoutMs?: number | undefined
}

/**
 * Starts the target. The embedded engine is served by a process of its own: in this one it would share the processor and the loop
 * of the driver.
 * @throws FluxproofError for a target that did not start, or has no organization to work in.
 */
export async function openBenchServer(target: Target, options: OpenServerOptions = {}): Promise<BenchServer> {
  const { signal, org, timeoutMs } = options
  if (target.kind === 'embedded') return openServedEngine(target.reason, { signal, timeoutMs })
  const started = await target.start({ signal, allowWrite: true, org, timeoutMs })
  return benchServer(started)
}

async function openServedEngine(reason: string, options: OpenServerOptions): Promise<BenchServer> {
  const { signal, timeoutMs } = options
  const engine = await startServedEngine({ signal })
  const network = createNetworkTransport({ proxy: 'none' })
  const { url, pid } = engine
  const target = await startThrowAway(
    {
      kind: 'embedded',
      reason: `${reason}, served by a process of its own`,
      url,
      deadlineMs: 20_000,
      signal,
      timeoutMs,
    },
    {
      transport: network.transport,
      log: () => '',
      async dispose() {
        await network.close()
        await engine[Symbol.asyncDispose]()
      },
    },
  )
  return benchServer(target, { pid })
}

/** A started target as a server under measurement, which its disposal ends. @throws FluxproofError where its organization is not there. */
export async function benchServer(
  target: StartedTarget,
  { pid }: { readonly pid?: number } = {},
): Promise<BenchServer> {
  const { client, url, org, token } = target
  const found = await client.organizations.find(org)
  if (found.state !== 'present') {
    await target[Symbol.asyncDispose]()
    throw new FluxproofError({
      operation: 'open the server of a benchmark',
      expected: `the organization ${org}, to make buckets in`,
      found: found.state,
      next: 'Name it with --org, and use a token that may make buckets',
    })
  }
  const orgId = found.record.id
  return {
    target,
    ...(pid !== undefined && { pid }),
    async makeBucket(name) {
      const bucket = `${bucketPrefix}${name}`
      const before = await client.buckets.find(org, bucket)
      if (before.state === 'present') await client.buckets.remove(before.record.id)
      const { id } = await client.buckets.create({ orgId, name: bucket, retentionRules: [] })
      return {
        id,
        address: { url, org, bucket, token },
        [Symbol.asyncDispose]: () => client.buckets.remove(id),
      }
    },
    [Symbol.asyncDispose]: () => target[Symbol.asyncDispose](),
  }
}
