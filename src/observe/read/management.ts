import { ClientError } from '../../client/client-error.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { AuthorizationRecord, DbrpRecord, TaskRecord } from '../../client/records.ts'
import type { BucketsFact, OrgFact } from '../observation.ts'
import type { ObservationPlan } from '../plan.ts'
import { type Reading, read, unreadable, unreadableFrom } from '../reading.ts'

export interface Management {
  readonly org: Reading<OrgFact>
  readonly buckets: Reading<BucketsFact>
  readonly authorizations: Reading<readonly AuthorizationRecord[]>
  readonly tasks: Reading<readonly TaskRecord[]>
  readonly dbrps: Reading<readonly DbrpRecord[]>
}

/** What a reading says that nothing in the plan needs. */
const notAsked = unreadable('no check asked for it', 'Report this: a check was judged by what the plan left out')

/** Org, buckets, authorizations, tasks and DBRP mappings, as far as the plan needs them, all at once. */
export async function readManagement(
  client: InfluxClient,
  plan: ObservationPlan,
  { org, signal }: { readonly org: string; readonly signal?: AbortSignal | undefined },
): Promise<Management> {
  const call = { signal }
  const [orgFact, buckets, authorizations, tasks, dbrps] = await Promise.all([
    attempt(() => readOrg(client, org, call)),
    plan.needsBuckets ? attempt(() => readBuckets(client, org, plan.buckets, call)) : notAsked,
    // Of all orgs: the token in use may belong to another, and an empty list would say nothing about its rights.
    plan.needsAuthorizations ? attempt(() => client.authorizations.list({}, call)) : notAsked,
    plan.needsTasks ? attempt(() => readTasks(client, org, plan.tasks, call)) : notAsked,
    plan.needsDbrps ? attempt(() => client.dbrps.list(org, call)) : notAsked,
  ])
  return { org: orgFact, buckets, authorizations, tasks, dbrps }
}

async function attempt<T>(ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return read(await ask())
  } catch (error) {
    return unreadableFrom(error)
  }
}

type Call = { readonly signal?: AbortSignal | undefined }

async function readOrg(client: InfluxClient, name: string, call: Call): Promise<OrgFact> {
  const found = await client.organizations.find(name, call)
  return found.state === 'present' ? { name, state: 'present', id: found.record.id } : { name, state: found.state }
}

/** The tasks; those of the contract whose last run failed with the log of that run, since `lastRunError` often says no more than that. */
async function readTasks(
  client: InfluxClient,
  org: string,
  names: readonly string[],
  call: Call,
): Promise<readonly TaskRecord[]> {
  const tasks: TaskRecord[] = []
  for (const task of await client.tasks.list(org, call)) {
    const failed = task.lastRunStatus === 'failed' && names.includes(task.name)
    tasks.push(failed ? { ...task, lastRunError: await logOfLastRun(client, task, call) } : task)
  }
  return tasks
}

async function logOfLastRun(client: InfluxClient, task: TaskRecord, call: Call): Promise<string> {
  const known = task.lastRunError ?? ''
  try {
    const [run] = await client.tasks.runs(task.id, 1, call)
    const messages = (run?.log ?? []).map((line) => line.message).filter((text) => !text.startsWith('Started task'))
    return messages.length === 0 ? known : messages.join('; ')
  } catch (error) {
    // The log only explains: without it the failure stands as it is.
    if (error instanceof ClientError) return known
    throw error
  }
}

/** Lists hide what the token may not read. Asked for by name, the server answers 404 for what is not there, and an empty list for what is hidden. */
async function readBuckets(
  client: InfluxClient,
  org: string,
  names: readonly string[],
  call: Call,
): Promise<BucketsFact> {
  const readable = new Map((await client.buckets.list(org, call)).map((record) => [record.name, record]))
  const hidden = new Set<string>()
  for (const name of names) {
    if (readable.has(name)) continue
    const found = await client.buckets.find(org, name, call)
    if (found.state === 'present') readable.set(name, found.record)
    if (found.state === 'hidden') hidden.add(name)
  }
  return { readable, hidden }
}
