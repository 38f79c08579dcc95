import { expect, test } from 'vitest'
import type { AuthorizationRecord, PermissionRecord } from '../client/records.ts'
import { type Knowledge, rightsFrom } from './rights.ts'
import { authorization, rawBucket } from './testing/observation.ts'

const orgID = rawBucket.orgID
const other = '00000000000000ee'
const grant = (type: string, scope: { orgID?: string; id?: string } = { orgID }): PermissionRecord => ({
  action: 'read',
  resource: { type, ...scope },
})
const operator = [grant('authorizations', {}), grant('tasks', {}), grant('buckets', {})]
const allAccess = [grant('authorizations'), grant('tasks'), grant('buckets')]

/** Visible authorizations, the token in use, and what is then known about reading tasks and about its org. */
const cases: readonly [
  name: string,
  visible: Partial<AuthorizationRecord>[],
  own: string,
  tasks: Knowledge,
  ofThisOrg: Knowledge,
][] = [
  ['its own token, all-access', [{ token: 'mine', permissions: allAccess }, { token: 'theirs' }], 'mine', 'yes', 'yes'],
  ['its own token, without tasks', [{ token: 'mine', permissions: [grant('authorizations')] }], 'mine', 'no', 'yes'],
  [
    'its own token, an operator of another org',
    [{ token: 'mine', orgID: other, permissions: operator }],
    'mine',
    'yes',
    'no',
  ],
  ['nothing', [], 'mine', 'unknown', 'unknown'],
  ['other tokens only, all shown', [{ token: 'theirs', permissions: allAccess }], 'mine', 'unknown', 'unknown'],
  [
    'hidden tokens, one of which may list',
    [{ permissions: allAccess }, { permissions: [grant('tasks')] }],
    'mine',
    'yes',
    'yes',
  ],
  [
    'hidden tokens that do not agree',
    [{ permissions: allAccess }, { orgID: other, permissions: [grant('authorizations', {})] }],
    'mine',
    'unknown',
    'unknown',
  ],
  [
    'hidden tokens, the only lister inactive',
    [{ status: 'inactive', permissions: allAccess }],
    'mine',
    'unknown',
    'unknown',
  ],
  [
    'a right on one task',
    [{ token: 'mine', permissions: [grant('tasks', { orgID, id: '00000000000000dd' })] }],
    'mine',
    'no',
    'yes',
  ],
]

for (const [name, visible, own, tasks, ofThisOrg] of cases) {
  test(`a token that sees ${name} may read tasks: ${tasks}, is of the org: ${ofThisOrg}`, () => {
    const rights = rightsFrom(
      visible.map((one) => authorization(one)),
      orgID,
      (token) => token === own,
    )
    expect(rights.may('read', 'tasks')).toBe(tasks)
    expect(rights.ofThisOrg).toBe(ofThisOrg)
  })
}
