import type { InfluxClient } from '../../src/client/influx-client.ts'
import type { AuthorizationRecord } from '../../src/client/records.ts'
import type { Contract } from '../../src/contract/model.ts'
import { apply } from '../../src/provision/apply.ts'
import { plan } from '../../src/provision/plan.ts'
import { runTasks } from '../../src/provision/run-tasks.ts'
import type { StartedTarget } from '../../src/target/target.ts'
import { closeSuiteOrg, suiteOrgName } from '../support/suite-org.ts'
import { specimenContract, specimenText } from './specimen-contract.ts'
import { keptLines } from './specimen-lines.ts'

export interface SpecimenOptions {
  /** Changes the text of the contract. */
  readonly edit?: ((text: string) => string) | undefined
  /** Lines for the bucket raw in the place of those that keep the contract. */
  readonly lines?: ((nowNs: bigint) => string[]) | undefined
}

/** An organization that keeps the specimen's contract, built as apply builds it, and what a drift needs to spoil it. */
export interface Specimen extends AsyncDisposable {
  readonly contract: Contract
  readonly client: InfluxClient
  readonly org: string
  readonly orgId: string
  readonly nowNs: bigint
  /** Writes lines, each with a time of its own or stamped ten seconds before now. */
  write(bucket: string, ...lines: string[]): Promise<void>
  bucketId(name: string): Promise<string>
  taskId(): Promise<string>
  appToken(): Promise<AuthorizationRecord>
}

/** Builds one in a fresh organization of the target; disposal removes it. */
export async function openSpecimen(target: StartedTarget, { edit, lines }: SpecimenOptions = {}): Promise<Specimen> {
  const { client } = target
  const org = suiteOrgName('refutation')
  const contract = specimenContract(edit === undefined ? specimenText : edit(specimenText), org)
  const nowNs = BigInt(Date.now()) * 1_000_000n
  const { steps } = await apply(await plan(contract, client, { org }), client, { contract })
  const undone = steps.find((step) => step.status !== 'done' && step.status !== 'unchanged')
  if (undone !== undefined) throw new Error(`the specimen cannot be built: ${JSON.stringify(undone)}`)
  const found = await client.organizations.find(org)
  const orgId = found.state === 'present' ? found.record.id : ''
  const write = (bucket: string, ...given: string[]) =>
    client.points.write(
      { org, bucket },
      given.map((line) => (/ \d{19}$/.test(line) ? line : `${line} ${nowNs - 10_000_000_000n}`)),
    )
  await write('raw', ...(lines ?? keptLines)(nowNs))
  await write('hourly', 'hourly_reading,room=hall kw_mean=1')
  await runTasks(contract, client, { org })
  return {
    contract,
    client,
    org,
    orgId,
    nowNs,
    write,
    async bucketId(name) {
      const bucket = await client.buckets.find(org, name)
      if (bucket.state !== 'present') throw new Error(`the specimen has no bucket ${name}`)
      return bucket.record.id
    },
    async taskId() {
      const task = (await client.tasks.list(org)).find((one) => one.name === 'sum')
      if (task === undefined) throw new Error('the specimen has no task sum')
      return task.id
    },
    async appToken() {
      const token = (await client.authorizations.list({ org })).find((one) => one.description === 'specimen app')
      if (token === undefined) throw new Error('the specimen has no token of its app')
      return token
    },
    [Symbol.asyncDispose]: () => closeSuiteOrg(target, org),
  }
}
