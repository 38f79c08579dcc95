import { randomBytes } from 'node:crypto'
import { ClientError } from '../../client/client-error.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { Observation, ThroughputFact } from '../observation.ts'
import type { ObservationPlan } from '../plan.ts'
import type { DataContext } from '../read/context.ts'
import { type Reading, type Unreadable, unreadable, unreadableFrom } from '../reading.ts'
import { observeCanaries } from './canaries.ts'
import type { CanaryContext } from './canary-context.ts'
import { openSite } from './site.ts'
import { observeThroughput } from './throughput.ts'

export interface WriteContext extends DataContext {
  readonly orgId?: string | undefined
  readonly allowWrite: boolean
}

export type WriteReadings = Pick<Observation, 'readiness' | 'edges' | 'throughputs' | 'leftovers'>

const readOnly = unreadable('nothing may be written to this server', 'Allow it by --allow-write')
const nowhere = unreadable('there is no bucket to write a canary to', 'Use a token that may create or write a bucket')

/** Readiness, write edges and throughput: all that writes, in one scratch bucket where the token may make one. */
export async function observeWrites(
  client: InfluxClient,
  plan: ObservationPlan,
  context: WriteContext,
): Promise<WriteReadings> {
  const { org, orgId, allowWrite, halt, signal, nowNs, buckets } = context
  if (!allowWrite) return failed(plan, readOnly)
  if (plan.needsBuckets && !buckets.ok) return failed(plan, buckets)
  if (halt.because !== undefined) return failed(plan, halt.because)
  const reachable = (bucket: string) => buckets.ok && buckets.value.readable.has(bucket)
  const edges = plan.edges.filter((need) => reachable(need.bucket))
  const throughputs = plan.throughputs.filter((need) => reachable(need.bucket))
  if (!plan.readiness && edges.length === 0 && throughputs.length === 0) return failed(plan, nowhere)
  const run = randomBytes(6).toString('hex')
  const retentionNs = edges.map((one) => one.retentionNs).reduce((a, b) => (a !== 0n && a < b ? a : b), 0n)
  try {
    const site = await openSite(client, { org, orgId, run, retentionNs, signal })
    try {
      const canary: CanaryContext = { client, site, org, run, nowNs, halt, signal }
      const ready = plan.readiness ? (site.scratch ?? plan.buckets.find(reachable)) : undefined
      const facts = await observeCanaries(canary, { ready, edges })
      const throughputFacts = new Map<string, Reading<ThroughputFact>>()
      for (const need of throughputs) throughputFacts.set(need.bucket, await observeThroughput(canary, need))
      return {
        readiness: facts.readiness ?? nowhere,
        edges: facts.edges,
        throughputs: throughputFacts,
        leftovers: site.leftovers,
      }
    } finally {
      await site[Symbol.asyncDispose]()
    }
  } catch (error) {
    if (error instanceof ClientError) return failed(plan, unreadableFrom(error))
    throw error
  }
}

function failed(plan: ObservationPlan, failure: Unreadable): WriteReadings {
  return {
    readiness: failure,
    edges: new Map(plan.edges.map((need) => [need.bucket, failure])),
    throughputs: new Map(plan.throughputs.map((need) => [need.bucket, failure])),
    leftovers: [],
  }
}
