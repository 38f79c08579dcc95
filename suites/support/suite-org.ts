import { randomBytes } from 'node:crypto'
import { ClientError } from '../../src/client/client-error.ts'
import type { StartedTarget } from '../../src/target/target.ts'

/** An organization that one suite has for itself, on a server that others may use too. */
export interface SuiteOrg {
  readonly name: string
  readonly id: string
}

/** A name that no other suite and no earlier run uses: `fluxproof-suite-tasks-3f9a01bc`. */
export function suiteOrgName(topic: string): string {
  return `fluxproof-suite-${topic}-${randomBytes(4).toString('hex')}`
}

/** Makes one. Needs an operator token, as a throw-away server gives it. */
export async function openSuiteOrg({ client }: StartedTarget, topic: string): Promise<SuiteOrg> {
  const name = suiteOrgName(topic)
  const { id } = await client.organizations.create(name)
  return { name, id }
}

/** Removes an organization with its tasks, tokens and buckets; one that is not there is fine. */
export async function closeSuiteOrg({ client }: StartedTarget, name: string): Promise<void> {
  const found = await client.organizations.find(name)
  if (found.state !== 'present') return
  for (const { id } of await client.tasks.list(name)) await removed(client.tasks.remove(id))
  for (const { id, orgID } of await client.authorizations.list()) {
    if (orgID === found.record.id) await removed(client.authorizations.remove(id))
  }
  for (const { id, type } of await client.buckets.list(name)) {
    if (type === 'user') await removed(client.buckets.remove(id))
  }
  await removed(client.organizations.remove(found.record.id))
}

/** What is gone already was to go. */
async function removed(removal: Promise<void>): Promise<void> {
  try {
    await removal
  } catch (error) {
    if (!(error instanceof ClientError && error.kind === 'not-found')) throw error
  }
}
