import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ClientError } from '../client/client-error.ts'
import type { InfluxClient } from '../client/influx-client.ts'
import { canaryMeasurement } from '../contract/check.ts'
import { FluxproofError } from '../errors/index.ts'
import { scratchPrefix } from '../observe/canary/site.ts'
import type { Readiness } from './target.ts'

/** Where the canary goes: an existing bucket, or a scratch bucket made for it and removed afterwards. */
export interface CanaryPlace {
  readonly org: string
  /** Absent: a scratch bucket is made. */
  readonly bucket?: string
}

const readBackMs = 5_000

/**
 * Proves that a server is ready: an authenticated call, a canary point written, the same point read back.
 * /health and /ready prove none of this: they answer the same up to 2.9.1, whatever the state of the server.
 * @param canary where to write; `skipped`: why nothing may be written.
 * @throws ClientError or FluxproofError at the first step that fails.
 */
export async function proveReady(
  client: InfluxClient,
  canary: CanaryPlace | { readonly skipped: string },
): Promise<Readiness> {
  const startedMs = performance.now()
  await authenticate(client)
  const done = (facts: Pick<Readiness, 'canary' | 'reason'>): Readiness => ({
    authenticated: true,
    ...facts,
    tookMs: performance.now() - startedMs,
  })
  if ('skipped' in canary) return done({ canary: 'skipped', reason: canary.skipped })
  if (canary.bucket !== undefined) {
    await sendCanary(client, { org: canary.org, bucket: canary.bucket })
    return done({ canary: 'read back' })
  }
  const scratch = await makeScratchBucket(client, canary.org)
  if (scratch === undefined) return done({ canary: 'skipped', reason: 'the token may not make a scratch bucket' })
  try {
    await sendCanary(client, { org: canary.org, bucket: scratch.name })
  } finally {
    await client.buckets.remove(scratch.id)
  }
  return done({ canary: 'read back' })
}

/** A token that may not read its own user is answered 401 too, but in other words than an unknown one. */
async function authenticate(client: InfluxClient): Promise<void> {
  try {
    await client.me()
  } catch (error) {
    const known = error instanceof ClientError && error.serverMessage?.startsWith('read:users/') === true
    if (!known) throw error
  }
}

async function sendCanary(client: InfluxClient, { org, bucket }: Required<CanaryPlace>): Promise<void> {
  const run = randomUUID()
  await client.points.write({ org, bucket }, `${canaryMeasurement},run=${run} value=1i`)
  const flux = [
    `from(bucket: ${JSON.stringify(bucket)})`,
    'range(start: -1h)',
    `filter(fn: (r) => r._measurement == "${canaryMeasurement}" and r.run == "${run}")`,
  ].join(' |> ')
  const until = performance.now() + readBackMs
  for (let waitMs = 10; ; waitMs *= 2) {
    const rows = await client.flux.rows(org, flux)
    if (rows.length > 0) return
    if (performance.now() + waitMs > until) {
      throw new FluxproofError({
        operation: 'read the canary point back',
        expected: `the point that was acknowledged, within ${readBackMs} ms`,
        found: 'no such point',
        next: "Look into the server's log: it acknowledges writes that it does not keep",
      })
    }
    await delay(waitMs)
  }
}

/** @returns undefined when the token lacks the right. */
async function makeScratchBucket(client: InfluxClient, org: string): Promise<{ id: string; name: string } | undefined> {
  try {
    const found = await client.organizations.find(org)
    if (found.state !== 'present') return undefined
    return await client.buckets.create({
      orgId: found.record.id,
      name: `${scratchPrefix}${randomUUID()}`,
      retentionRules: [{ type: 'expire', everySeconds: 3600, shardGroupDurationSeconds: 3600 }],
    })
  } catch (error) {
    if (error instanceof ClientError && ['forbidden', 'unauthorized', 'not-found'].includes(error.kind))
      return undefined
    throw error
  }
}
