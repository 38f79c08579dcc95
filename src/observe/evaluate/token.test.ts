import type { PermissionRecord } from '../../client/records.ts'
import { read } from '../reading.ts'
import { unknownRights } from '../rights.ts'
import { authorization, checkOf, rawBucket, trouble } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'

const of = { token: 'app', description: 'lab app' }
const permissions = [{ action: 'read', resource: 'buckets', bucket: { key: 'raw', name: 'raw' } }] as const
const present = checkOf('token-present', of)
const active = checkOf('token-active', of)
const permits = checkOf('token-permits', { ...of, permissions })
const confined = checkOf('token-confined', { ...of, permissions })

const orgID = rawBucket.orgID
const tokens = (...all: Parameters<typeof authorization>[0][]) => ({
  authorizations: read(all.map((one) => authorization(one))),
})
const none = { authorizations: read([]) }
const may = (...all: PermissionRecord[]) => tokens({ permissions: all })
const readRaw: PermissionRecord = { action: 'read', resource: { type: 'buckets', id: rawBucket.id, orgID } }
const readAll: PermissionRecord = { action: 'read', resource: { type: 'buckets', orgID } }
const writeRaw: PermissionRecord = { action: 'write', resource: { type: 'buckets', id: rawBucket.id, orgID } }
const operator: PermissionRecord = { action: 'read', resource: { type: 'buckets' } }
const stranger: PermissionRecord = { action: 'read', resource: { type: 'buckets', id: '00000000000000ff', orgID } }
const withoutBucket = { buckets: read({ readable: new Map(), hidden: new Set<string>() }) }
const hiddenBucket = { buckets: read({ readable: new Map(), hidden: new Set(['raw']) }) }
const tasks = [{ action: 'read', resource: 'tasks' }] as const
const readTasks: PermissionRecord = { action: 'read', resource: { type: 'tasks', orgID } }
const oneTask: PermissionRecord = { action: 'read', resource: { type: 'tasks', orgID, id: '00000000000000dd' } }

testVerdicts([
  ['a token', present, {}, 'passed'],
  ['a missing token', present, tokens({ description: 'other' }), 'failed', 'none'],
  ['no token at all', present, none, 'failed'],
  ['an empty list that decides nothing', present, { ...none, rights: unknownRights }, 'error', 'sees no authorization'],
  ['a token of another org', present, tokens({ orgID: '00000000000000ee' }), 'failed'],
  ['a list that failed', present, { authorizations: trouble }, 'error'],

  ['an active token', active, {}, 'passed'],
  ['an inactive token', active, tokens({ status: 'inactive' }), 'failed', 'inactive'],
  ['a missing token', active, tokens({ description: 'other' }), 'skipped', 'no token described as'],

  ['the declared right', permits, {}, 'passed'],
  ['a wider right', permits, may(readAll), 'passed'],
  ['another right', permits, may(writeRaw), 'failed', 'read buckets raw'],
  ['a right on a bucket that does not exist', permits, withoutBucket, 'skipped'],
  ['a right on a bucket that cannot be read', permits, hiddenBucket, 'error'],
  ['the right on all tasks', checkOf('token-permits', { ...of, permissions: tasks }), may(readTasks), 'passed'],
  [
    'the right on one task',
    checkOf('token-permits', { ...of, permissions: tasks }),
    may(oneTask),
    'failed',
    'read tasks',
  ],

  ['the declared right', confined, {}, 'passed'],
  ['a right on all buckets', confined, may(readRaw, readAll), 'failed', 'read buckets of the whole org'],
  ['a right on all orgs', confined, may(operator), 'failed', 'read buckets of every org'],
  ['a right to write', confined, may(readRaw, writeRaw), 'failed', 'write buckets'],
  ['a right on another bucket', confined, may(readRaw, stranger), 'failed', '00000000000000ff'],
  ['a right on what may be the declared bucket', confined, { ...may(stranger), ...withoutBucket }, 'skipped'],
  [
    'the right on one of the declared tasks',
    checkOf('token-confined', { ...of, permissions: tasks }),
    may(oneTask),
    'passed',
  ],
])
