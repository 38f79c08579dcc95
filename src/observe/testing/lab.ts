import { afterEach, expect } from 'vitest'
import type { HttpOptions } from '../../client/http.ts'
import { createInfluxClient, type InfluxClient } from '../../client/influx-client.ts'
import { createManualClock, type ManualClock } from '../../clock/index.ts'
import type { Contract } from '../../contract/model.ts'
import { parseContract } from '../../contract/parse-contract.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { createEngine, type Engine } from '../../engine/engine.ts'
import type { EngineVersion } from '../../engine/version.ts'
import { apply } from '../../provision/apply.ts'
import { plan } from '../../provision/plan.ts'
import { type VerifyOptions, verifyContract } from '../verify.ts'
import { labContract, labLines } from './lab-contract.ts'

export const token = 'operator-token-of-the-lab'
export const org = 'lab'
/** 2026-03-01T12:30:00Z. */
export const startNs = 1_772_368_200_000_000_000n

export interface Lab {
  readonly engine: Engine
  readonly clock: ManualClock
  readonly client: InfluxClient
  readonly orgId: string
}

const engines: Engine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
})

/** The lab's contract, parsed. */
export const contract = ((): Contract => {
  const parsed = parseContract(labContract, { file: 'lab.yaml', env: {}, readFlux: () => new Error('no files here') })
  if (parsed.contract === undefined) throw new Error(JSON.stringify(parsed.problems))
  return parsed.contract
})()

/** An engine that keeps the contract: applied, filled with readings, and its task run once. */
export async function openLab(version: EngineVersion = '2.8.0'): Promise<Lab> {
  const clock = createManualClock(startNs)
  const engine = await createEngine({ version, clock })
  engines.push(engine)
  const { orgId } = engine.bootstrap({ username: 'lab', org, bucket: 'first', token })
  const client = connect(engine)
  const first = await client.buckets.find(org, 'first')
  if (first.state === 'present') await client.buckets.remove(first.record.id)
  const { steps } = await apply(await plan(contract, client, { org }), client, { contract })
  expect(steps.filter((step) => step.status !== 'done' && step.status !== 'unchanged')).toEqual([])
  await client.points.write({ org, bucket: 'raw' }, labLines(startNs))
  await client.points.write({ org, bucket: 'hourly' }, `hourly_reading,room=hall kw_mean=1 ${startNs}`)
  return { engine, clock, client, orgId }
}

export function connect(engine: Engine, options: Partial<HttpOptions> = {}): InfluxClient {
  return createInfluxClient({ url: 'http://embedded', token, transport: engine.fetch, ...options })
}

export function verify(
  { client, clock }: Pick<Lab, 'client' | 'clock'>,
  options: VerifyOptions = {},
): Promise<Verdict[]> {
  return verifyContract(contract, client, { clock, allowWrite: true, ...options })
}

/** Ids of the checks with a status, without the contract's name. */
export function idsOf(verdicts: readonly Verdict[], status: Verdict['status']): string[] {
  return verdicts.filter((one) => one.status === status).map((one) => one.check.id.replace('lab/', ''))
}

/** The id of a bucket that exists. */
export async function bucketId({ client }: Pick<Lab, 'client'>, name: string): Promise<string> {
  const found = await client.buckets.find(org, name)
  if (found.state !== 'present') throw new Error(`no bucket ${name}`)
  return found.record.id
}
