import { canaryMeasurement } from '../../contract/check.ts'
import { dayNs } from '../../contract/duration.ts'
import { read } from '../reading.ts'
import { unknownRights } from '../rights.ts'
import { checkOf, now, rawBucket, trouble } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'

const readiness = checkOf('readiness', {})
const version = checkOf('server-version', { versions: ['2.7', '2.8'] })
const org = checkOf('org', { org: 'lab' })
const undeclared = checkOf('undeclared-buckets', { declared: [{ key: 'raw', name: 'raw' }] })
const refused = checkOf('refused-writes', { window: dayNs })

const absentOrg = { org: read({ name: 'lab', state: 'absent' as const }) }
const other = (name: string, type: 'user' | 'system' = 'user') => ({
  buckets: read({
    readable: new Map([
      ['raw', rawBucket],
      [name, { ...rawBucket, name, type }],
    ]),
    hidden: new Set<string>(),
  }),
})
const refusal = (message: string) => ({ refusedWrites: read([{ timeNs: now, message }]) })

testVerdicts([
  ['a canary read back', readiness, {}, 'passed', 'scratch'],
  [
    'a canary that is not found again',
    readiness,
    { readiness: read({ bucket: 'scratch', readBack: false }) },
    'failed',
  ],
  ['a canary that could not be written', readiness, { readiness: trouble }, 'error', '500'],
  ['a server that may not be written to', readiness, { allowWrite: false }, 'skipped', 'not allowed'],
  ['an org that does not exist', readiness, absentOrg, 'skipped', 'does not exist'],

  ['a supported version', version, {}, 'passed', '2.8.0'],
  ['a newer version', version, { version: read('2.9.1') }, 'failed', '2.9.1'],
  ['an unnamed version', version, { version: trouble }, 'error'],

  ['an org', org, {}, 'passed'],
  ['an org that the token may not read', org, { org: read({ name: 'lab', state: 'hidden' as const }) }, 'passed'],
  ['a missing org', org, absentOrg, 'failed', 'no org of that name'],
  ['an org that could not be asked for', org, { org: trouble }, 'error'],

  ['only declared buckets', undeclared, {}, 'passed'],
  ['another bucket', undeclared, other('old'), 'failed', 'old'],
  ['a system bucket', undeclared, other('_tasks', 'system'), 'passed'],
  ['a scratch bucket of ours', undeclared, other('fluxproof-scratch-1a'), 'passed'],
  ['a list that may be cut short', undeclared, { rights: unknownRights }, 'error', 'sees every bucket'],
  ['another bucket in a list that may be cut short', undeclared, { ...other('old'), rights: unknownRights }, 'failed'],

  ['no refusal', refused, {}, 'passed'],
  ['a refused batch', refused, refusal('partial write: field type conflict dropped=1'), 'failed', 'type conflict'],
  [
    'a refusal of our own canary',
    refused,
    refusal(`dropped 1 points … oldest point ${canaryMeasurement} at`),
    'passed',
  ],
  ['a monitoring bucket that cannot be read', refused, { refusedWrites: trouble }, 'error'],
])
