import { describe, expect, test } from 'vitest'
import type { Permission } from '../state/records.ts'
import { describePermission, grants, mappingPermissions, operatorPermissions, userPermissions } from './permissions.ts'

const org = '0000000000000001'
const other = '0000000000000002'
const bucket = '0000000000000b01'

function on(action: 'read' | 'write', type: string, scope: { id?: string; orgID?: string } = {}): Permission {
  return { action, resource: { type, ...scope } }
}

const wanted = on('read', 'buckets', { id: bucket, orgID: org })

describe('a permission', () => {
  const held: readonly (readonly [name: string, held: Permission, granted: boolean])[] = [
    ['on all of a type grants', on('read', 'buckets'), true],
    ['on an organisation grants', on('read', 'buckets', { orgID: org }), true],
    ['on another organisation does not grant', on('read', 'buckets', { orgID: other }), false],
    ['on the id grants', on('read', 'buckets', { id: bucket }), true],
    ['on the id in another organisation grants', on('read', 'buckets', { id: bucket, orgID: other }), true],
    ['on another id does not grant', on('read', 'buckets', { id: other, orgID: org }), false],
    ['to write does not grant reading', on('write', 'buckets'), false],
    ['on another type does not grant', on('read', 'orgs'), false],
    ['on the instance grants everything', on('read', 'instance'), true],
  ]
  for (const [name, one, granted] of held) test(name, () => expect(grants(one, wanted)).toBe(granted))

  const texts: readonly (readonly [Permission, string])[] = [
    [wanted, `read:orgs/${org}/buckets/${bucket}`],
    [on('write', 'buckets', { orgID: org }), `write:orgs/${org}/buckets`],
    [on('read', 'orgs', { id: org }), `read:orgs/${org}`],
    [on('write', 'users'), 'write:users'],
  ]
  for (const [permission, text] of texts) {
    test(`is named ${text}`, () => expect(describePermission(permission)).toBe(text))
  }
})

describe('being', () => {
  const mapping = { id: 'm', userId: 'u', resourceType: 'orgs', resourceId: org } as const

  test('an owner of an organisation grants reading and writing all in it', () => {
    const owned = mappingPermissions({ ...mapping, role: 'owner' })
    for (const action of ['read', 'write'] as const) {
      expect(owned.some((one) => grants(one, on(action, 'buckets', { id: bucket, orgID: org })))).toBe(true)
      expect(owned.some((one) => grants(one, on(action, 'orgs', { id: org })))).toBe(true)
    }
    expect(owned.some((one) => grants(one, on('read', 'buckets', { orgID: other })))).toBe(false)
  })

  test('a member grants reading only', () => {
    const allowed = mappingPermissions({ ...mapping, role: 'member' })
    expect(allowed.every(({ action }) => action === 'read')).toBe(true)
  })

  test('nothing grants reading and writing oneself', () => {
    expect(userPermissions('u', [{ ...mapping, userId: 'somebody', role: 'owner' }]).map(describePermission)).toEqual([
      'read:users/u',
      'write:users/u',
    ])
  })

  test('the operator grants every type', () => {
    expect(operatorPermissions().some((one) => grants(one, on('write', 'dbrp', { orgID: org })))).toBe(true)
  })
})
