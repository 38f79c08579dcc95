import type { Environment } from './environment.ts'
import { startInfluxd } from './influxd-process.ts'
import type { Target } from './target.ts'
import { startThrowAway } from './throw-away.ts'

export interface BinaryOptions {
  readonly reason: string
  /** Path of influxd. */
  readonly path: string
  readonly env: Environment
  /** Milliseconds until it must be ready. Default 30 000. */
  readonly deadlineMs?: number
}

/** A local influxd, in a temporary folder of its own and on a free port. */
export function binaryTarget({ reason, path, env, deadlineMs = 30_000 }: BinaryOptions): Target {
  return {
    kind: 'binary',
    reason,
    throwAway: true,
    async start({ signal, timeoutMs } = {}) {
      const { createNetworkTransport } = await import('../client/network-transport.ts')
      const influxd = await startInfluxd({ path, env, deadlineMs, signal })
      const connection = createNetworkTransport({ proxy: 'none' })
      return startThrowAway(
        { kind: 'binary', reason, url: influxd.url, deadlineMs, signal, timeoutMs },
        {
          transport: connection.transport,
          log: influxd.log,
          async dispose() {
            await connection.close()
            await influxd[Symbol.asyncDispose]()
          },
        },
      )
    },
  }
}
