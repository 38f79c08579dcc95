import { ClientError } from '../../client/client-error.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { RetentionRule } from '../../client/records.ts'
import { formatTime } from '../../client/rfc3339.ts'
import { canaryMeasurement } from '../../contract/check.ts'
import { secondNs } from '../../contract/duration.ts'

/** Buckets whose name starts so are ours and short-lived; no check counts them as undeclared. */
export const scratchPrefix = 'fluxproof-scratch-'

/** Shortest shard group of a server: a scratch bucket makes few and small ones. */
const scratchShardGroupSeconds = 3_600

/** Time limit to clean up, also after the run was given up, in ms. */
const cleanUpTimeoutMs = 5_000

/** Where canaries go: one scratch bucket, or each check's own bucket. Removes every trace when disposed of. */
export interface CanarySite extends AsyncDisposable {
  /** The scratch bucket, or undefined where the token may not make one. */
  readonly scratch: string | undefined
  /** The bucket to use in the place of one of the contract. */
  in(bucket: string): string
  /** Sets the retention of the scratch bucket, in nanoseconds; does nothing without one. */
  retain(retentionNs: bigint): Promise<void>
  /** Remembers that canaries stand in a bucket at these times, for their removal. */
  wrote(bucket: string, times: readonly bigint[]): void
  /** What could not be removed, as a sentence each; complete after disposal. */
  readonly leftovers: readonly string[]
}

export interface SiteOptions {
  readonly org: string
  /** Absent: no bucket can be made. */
  readonly orgId?: string | undefined
  readonly run: string
  /** First retention of the scratch bucket, in nanoseconds; 0: infinite. */
  readonly retentionNs: bigint
  readonly signal?: AbortSignal | undefined
}

/** Opens a place for canaries. @throws ClientError when the server fails otherwise than by refusing the right to make a bucket. */
export async function openSite(client: InfluxClient, options: SiteOptions): Promise<CanarySite> {
  const { org, orgId, run, retentionNs, signal } = options
  const scratch =
    orgId === undefined
      ? undefined
      : await createScratch(client, `${scratchPrefix}${run}`, { orgId, retentionNs, signal })
  const written = new Map<string, { start: bigint; stop: bigint }>()
  const leftovers: string[] = []
  let currentNs = retentionNs
  return {
    scratch: scratch?.name,
    leftovers,
    in: (bucket) => scratch?.name ?? bucket,
    async retain(wantedNs) {
      if (scratch === undefined || wantedNs === currentNs) return
      await client.buckets.update(scratch.id, { retentionRules: [rule(wantedNs)] }, { signal })
      currentNs = wantedNs
    },
    wrote(bucket, times) {
      for (const time of times) {
        const { start, stop } = written.get(bucket) ?? { start: time, stop: time }
        written.set(bucket, { start: time < start ? time : start, stop: time > stop ? time : stop })
      }
    },
    async [Symbol.asyncDispose]() {
      // Not with the run's signal: what was made is removed also when the run was given up.
      const call = { timeoutMs: cleanUpTimeoutMs }
      if (scratch !== undefined) {
        await attempt(() => client.buckets.remove(scratch.id, call), `bucket ${scratch.name}`)
        return
      }
      for (const [bucket, { start, stop }] of written) {
        const range = { org, bucket, start: formatTime(start), stop: formatTime(stop) }
        const predicate = `_measurement="${canaryMeasurement}"`
        await attempt(
          () => client.points.remove({ ...range, predicate }, call),
          `${canaryMeasurement} in bucket ${bucket}`,
        )
      }
    },
  }

  async function attempt(remove: () => Promise<void>, what: string): Promise<void> {
    try {
      await remove()
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      leftovers.push(`${what} could not be removed: ${error.found}`)
    }
  }
}

async function createScratch(
  client: InfluxClient,
  name: string,
  {
    orgId,
    retentionNs,
    signal,
  }: { readonly orgId: string; readonly retentionNs: bigint; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  try {
    return await client.buckets.create({ orgId, name, retentionRules: [rule(retentionNs)] }, { signal })
  } catch (error) {
    if (error instanceof ClientError && (error.kind === 'unauthorized' || error.kind === 'forbidden')) return undefined
    throw error
  }
}

function rule(retentionNs: bigint): RetentionRule {
  const everySeconds = Number(retentionNs / secondNs)
  return { type: 'expire', everySeconds, shardGroupDurationSeconds: scratchShardGroupSeconds }
}
