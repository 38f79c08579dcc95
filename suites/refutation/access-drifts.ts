import type { PermissionRecord } from '../../src/client/records.ts'
import { type Drift, replaced } from './drift.ts'
import type { Specimen } from './specimen.ts'

/** Tokens, tasks and mappings that are not as declared. */
export const accessDrifts: readonly Drift[] = [
  {
    kind: 'token-confined',
    name: 'a token that is too wide',
    fails: ['token/app/confined'],
    expected: 'no right that is not declared',
    found: 'write buckets of the whole org',
    plant: (specimen) =>
      replaceToken(specimen, (permissions) => [
        ...permissions,
        { action: 'write', resource: { type: 'buckets', orgID: specimen.orgId } },
      ]),
  },
  {
    kind: 'token-permits',
    name: 'a token that is too narrow',
    fails: ['token/app/permits'],
    expected: 'write buckets hourly',
    found: 'the token lacks it',
    plant: (specimen) => replaceToken(specimen, (permissions) => permissions.filter(({ action }) => action === 'read')),
  },
  {
    kind: 'token-active',
    name: 'an inactive token',
    fails: ['token/app/active'],
    expected: 'active',
    found: 'inactive',
    plant: async ({ client, appToken }) => client.authorizations.update((await appToken()).id, { status: 'inactive' }),
  },
  {
    kind: 'token-present',
    name: 'a missing token',
    fails: ['token/app/present'],
    expected: 'specimen app',
    found: 'none',
    plant: async ({ client, appToken }) => client.authorizations.remove((await appToken()).id),
  },
  {
    kind: 'task-present',
    name: 'a missing task',
    fails: ['task/sum/present'],
    expected: 'one task named sum',
    found: 'none',
    plant: async ({ client, taskId }) => client.tasks.remove(await taskId()),
  },
  {
    kind: 'task-active',
    name: 'a task that was switched off',
    fails: ['task/sum/active'],
    expected: 'active',
    found: 'inactive',
    plant: async ({ client, taskId }) => client.tasks.update(await taskId(), { status: 'inactive' }),
  },
  {
    kind: 'task-flux',
    name: 'a task that computes something else',
    fails: ['task/sum/flux'],
    expected: /./,
    found: /./,
    plant: (specimen) => editTask(specimen, 'fn: mean', 'fn: max'),
  },
  {
    kind: 'task-schedule',
    name: 'a task that runs half as often',
    fails: ['task/sum/schedule'],
    expected: 'every 1h',
    found: 'every 2h',
    plant: (specimen) => editTask(specimen, 'every: 1h}', 'every: 2h}'),
  },
  {
    kind: 'task-last-run',
    name: 'a task whose last run failed',
    fails: ['task/sum/last-run'],
    expected: 'success',
    found: /^failed: .*no meter answers/,
    edit: (text) => text.replace(/aggregate: .*/, 'flux: fails.flux'),
  },
  {
    kind: 'dbrp',
    name: 'a missing mapping',
    fails: ['dbrp/old/mapping'],
    expected: 'old_db/autogen mapped to raw, default',
    found: 'no such mapping',
    plant: async ({ client, org }) => {
      const mapping = (await client.dbrps.list(org)).find((one) => one.database === 'old_db')
      if (mapping === undefined) throw new Error('the specimen has no mapping')
      await client.dbrps.remove(mapping.id, org)
    },
  },
  {
    kind: 'org',
    name: 'a missing organization',
    fails: ['org/present'],
    expected: 'the org fluxproof-suite-refutation-',
    found: 'no org of that name',
    plant: async (specimen) => specimen[Symbol.asyncDispose](),
  },
  {
    kind: 'lint',
    name: 'a contract that gives a tag and a field one name',
    fails: ['lint/tag-field-clash/raw/status/room'],
    expected: 'room to be a tag or a field of status',
    found: 'both',
    edit: replaced('fields: { level: { type: float } }', 'fields: { level: { type: float }, room: { type: string } }'),
  },
  {
    kind: 'waiver',
    name: 'a waiver past its last day',
    fails: ['waiver/%2A%2Fthroughput'],
    expected: 'in force',
    found: 'its last day was 2020-01-31',
    edit: waived('*/throughput', '2020-01-31'),
  },
  {
    kind: 'waiver',
    name: 'a waiver that matches no check',
    fails: ['waiver/%2A%2Fnothing%2F%2A'],
    expected: 'to match a check',
    found: 'it matches none',
    edit: waived('*/nothing/*', '2999-12-31'),
  },
]

function waived(check: string, until: string): (text: string) => string {
  return (text) => `${text}waivers:\n  - { check: "${check}", reason: to be seen, until: ${until} }\n`
}

/** Rights of a token cannot be changed: another takes its place, under the same description. */
async function replaceToken(
  { client, orgId, appToken }: Specimen,
  change: (permissions: readonly PermissionRecord[]) => readonly PermissionRecord[],
): Promise<void> {
  const { id, description, permissions } = await appToken()
  await client.authorizations.remove(id)
  await client.authorizations.create({ orgId, description, permissions: change(permissions) })
}

async function editTask({ client, taskId }: Specimen, from: string, to: string): Promise<void> {
  const id = await taskId()
  const { flux } = await client.tasks.get(id)
  await client.tasks.update(id, { flux: replaced(from, to)(flux) })
}
