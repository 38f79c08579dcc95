import { createInfluxClient } from '../client/influx-client.ts'
import type { Transport } from '../client/transport.ts'
import { FluxproofError } from '../errors/index.ts'
import { proveReady } from './prove-ready.ts'
import { setUp, setUpBucket, setUpOrg } from './set-up.ts'
import type { StartedTarget, TargetKind } from './target.ts'

export interface ThrowAwayFacts {
  readonly kind: TargetKind
  readonly reason: string
  readonly url: string
  /** Milliseconds until the server must be ready. */
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
  /** Of one request. */
  readonly timeoutMs?: number | undefined
}

/** A fresh server that listens, or nearly so. */
export interface FreshServer {
  readonly transport: Transport
  /** The end of the server's own log; empty: it has none. */
  log(): string | Promise<string>
  dispose(): Promise<void>
}

/** Sets a fresh server up and proves it ready; when that fails, removes it and adds the end of its log to the error. */
export async function startThrowAway(facts: ThrowAwayFacts, server: FreshServer): Promise<StartedTarget> {
  const { kind, reason, url, deadlineMs, signal, timeoutMs } = facts
  const { transport } = server
  try {
    const { token } = await setUp({ url, transport, deadlineMs, signal })
    const client = createInfluxClient({ url, token, transport, timeoutMs, signal })
    const readiness = await proveReady(client, { org: setUpOrg, bucket: setUpBucket })
    return {
      kind,
      reason,
      throwAway: true,
      version: client.version() ?? 'unknown',
      url,
      org: setUpOrg,
      token,
      transport,
      client,
      readiness,
      log: async () => server.log(),
      [Symbol.asyncDispose]: () => server.dispose(),
    }
  } catch (error) {
    const log = await server.log()
    await server.dispose()
    if (signal?.aborted || log === '' || !(error instanceof Error)) throw error
    throw new FluxproofError({
      operation: `start the ${kind} target`,
      expected: 'a server that accepts and returns a point',
      found: error.message,
      next: `The server's log ends:\n${log}`,
      cause: error,
    })
  }
}
