import type { InfluxClient } from '../client/influx-client.ts'
import { type Clock, createSystemClock } from '../clock/index.ts'
import { UsageError } from '../errors/index.ts'
import { observeWrites } from './canary/observe-writes.ts'
import type { Observation } from './observation.ts'
import type { ObservationPlan } from './plan.ts'
import { readData } from './read/data.ts'
import { readManagement } from './read/management.ts'
import { Halt, read, unreadable } from './reading.ts'
import { rightsFrom, unknownRights } from './rights.ts'

/** Steps of an observation, in their order. */
export type ObservationStep = 'management' | 'data' | 'writes'

export interface ObserveOptions {
  /** The org of the target; the contract's own org, where it names one, wins. */
  readonly org?: string | undefined
  /** Whether canaries may be written. Default false. */
  readonly allowWrite?: boolean
  /** Where now comes from: windows end there. Default: wall time. */
  readonly clock?: Clock
  /** Stops everything; what was not read by then is undecided. */
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: ObservationStep) => void
}

/**
 * Does the reads, and where allowed the writes, of a plan. Never throws for what a server does or does not do: a read that failed is an unreadable reading.
 * @throws UsageError when neither plan nor options name an org.
 */
export async function observe(
  plan: ObservationPlan,
  client: InfluxClient,
  options: ObserveOptions = {},
): Promise<Observation> {
  const { allowWrite = false, clock = createSystemClock(), signal, onStep } = options
  const org = plan.org ?? options.org
  if (org === undefined || org === '') {
    throw new UsageError({
      operation: 'verify a contract',
      expected: 'the name of the org',
      found: 'none in the contract, in --org or in INFLUX_ORG',
      next: 'Add org to the contract, or give --org',
    })
  }
  onStep?.('management')
  const management = await readManagement(client, plan, { org, signal })
  const { buckets, authorizations } = management
  const orgId = idOfOrg(management)
  const rights =
    authorizations.ok && orgId !== undefined ? rightsFrom(authorizations.value, orgId, client.ownsToken) : unknownRights
  const nowNs = clock.nowNs()
  const context = { org, nowNs, halt: new Halt(), signal, buckets, rights }
  onStep?.('data')
  const data = await readData(client, plan, context)
  onStep?.('writes')
  const writes = await observeWrites(client, plan, { ...context, orgId, allowWrite })
  const version = client.version()
  return {
    nowNs,
    lookbackNs: plan.lookbackNs,
    allowWrite,
    version:
      version === undefined
        ? unreadable('no answer of the server named its version', 'Is this an InfluxDB 2.x, with nothing in between?')
        : read(version),
    ...management,
    rights,
    ...data,
    ...writes,
  }
}

/** The org's id, from its record, or from any bucket where the token may not read the org. */
function idOfOrg({ org, buckets }: Pick<Observation, 'org' | 'buckets'>): string | undefined {
  if (org.ok && org.value.id !== undefined) return org.value.id
  return buckets.ok ? buckets.value.readable.values().next().value?.orgID : undefined
}
