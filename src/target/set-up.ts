import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ClientError } from '../client/client-error.ts'
import { createInfluxClient } from '../client/influx-client.ts'
import type { Transport } from '../client/transport.ts'

/** Organisation that a throw-away server is set up with: contracts make their own beside it. */
export const setUpOrg = 'fluxproof'
/** The only bucket of that organisation; the canary of readiness goes there. */
export const setUpBucket = 'fluxproof_canary'

export interface SetUpOptions {
  readonly url: string
  readonly transport: Transport
  /** Milliseconds until the server must have answered. */
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
}

/** Kinds of failure that a server which is still coming up shows. */
const notUpYet: ReadonlySet<string> = new Set(['connection-refused', 'closed', 'unavailable', 'timeout', 'network'])

/**
 * Sets a fresh server up through POST /api/v2/setup with a random operator token, asking again until it answers.
 * Not through the image's variables: any image that runs influxd will do, and no temporary server gets in the way.
 * @returns the operator token.
 */
export async function setUp({ url, transport, deadlineMs, signal }: SetUpOptions): Promise<{ token: string }> {
  const token = randomBytes(48).toString('base64url')
  const { setup } = createInfluxClient({ url, transport, signal })
  const until = performance.now() + deadlineMs
  const draft = { username: 'fluxproof', password: randomUUID(), org: setUpOrg, bucket: setUpBucket, token }
  for (let waitMs = 20; ; waitMs = Math.min(waitMs * 1.5, 500)) {
    try {
      await setup.run(draft, { timeoutMs: Math.max(1, until - performance.now()) })
      return { token }
    } catch (error) {
      const waiting = error instanceof ClientError && notUpYet.has(error.kind) && performance.now() + waitMs < until
      if (!waiting) throw error
      await delay(waitMs, undefined, signal && { signal })
    }
  }
}
