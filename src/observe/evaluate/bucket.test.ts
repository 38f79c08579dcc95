import { dayNs, hourNs } from '../../contract/duration.ts'
import { keyOf } from '../keys.ts'
import { read } from '../reading.ts'
import { checkOf, now, profiles, rawBucket, series, trouble, window } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'

const bucket = { key: 'raw', name: 'raw' }
const present = checkOf('bucket-present', { bucket })
const description = checkOf('bucket-description', { bucket, description: 'Raw readings' })
const retention = checkOf('bucket-retention', { bucket, retention: 2n * dayNs })
const shardGroup = checkOf('shard-group', { bucket, shardGroup: dayNs })
const volume = checkOf('volume', { bucket, least: 50, most: 150, over: window })
const effective = checkOf('effective-retention', { bucket, retention: 2n * dayNs })
const edge = checkOf('write-edge', { bucket, retention: 2n * dayNs })
const undeclared = checkOf('undeclared-measurements', { bucket, declared: ['reading'] })
const latency = checkOf('query-latency', { bucket, within: 1_000_000_000n, measurement: 'reading', range: hourNs })
const throughput = checkOf('throughput', { bucket, events: 1000, within: 5_000_000_000n, success: 0.95 })
const dbrp = checkOf('dbrp', { bucket, database: 'old', policy: 'autogen', default: true })

const without = { buckets: read({ readable: new Map(), hidden: new Set<string>() }) }
const hidden = { buckets: read({ readable: new Map(), hidden: new Set(['raw']) }) }
const changed = (changes: Partial<typeof rawBucket>) => ({
  buckets: read({ readable: new Map([['raw', { ...rawBucket, ...changes }]]), hidden: new Set<string>() }),
})
const rules = (everySeconds: number, shardGroupDurationSeconds: number) =>
  changed({ retentionRules: [{ type: 'expire', everySeconds, shardGroupDurationSeconds }] })
const counted = (least: number, most = least) => ({ volumes: new Map([[keyOf('raw', window), read({ least, most })]]) })
const edges = (refused: boolean, expiredStored: boolean, freshStored: boolean) => ({
  edges: new Map([['raw', read({ bucket: 'scratch', refused, expiredStored, freshStored })]]),
})
const took = (ms: number) => ({ latencies: new Map([[keyOf('raw', 'reading', hourNs), read(ms)]]) })
const stored = (points: number, elapsedMs: number) => ({
  throughputs: new Map([['raw', read({ bucket: 'scratch', sent: 1000, stored: points, elapsedMs })]]),
})
const mapping = {
  id: 'x',
  database: 'old',
  retention_policy: 'autogen',
  default: true,
  orgID: rawBucket.orgID,
  bucketID: rawBucket.id,
}

testVerdicts([
  ['a bucket', present, {}, 'passed'],
  ['a missing bucket', present, without, 'failed', 'no bucket of that name'],
  ['a bucket that the token may not read', present, hidden, 'passed', 'may not read'],
  ['a list that failed', present, { buckets: trouble }, 'error'],

  ['the description', description, {}, 'passed'],
  ['another description', description, changed({ description: 'raw' }), 'failed', '"raw"'],
  ['no description', description, changed({ description: '' }), 'failed', 'no description'],
  ['a missing bucket', description, without, 'skipped'],
  ['a bucket that the token may not read', description, hidden, 'error', 'may not read'],

  ['the retention', retention, {}, 'passed'],
  ['a shorter retention', retention, rules(3_600, 3_600), 'failed', '2d | 1h'],
  ['an infinite retention', retention, rules(0, 604_800), 'failed', 'infinite'],
  ['a missing bucket', retention, without, 'skipped', 'does not exist'],
  [
    'an infinite retention that was declared',
    checkOf('bucket-retention', { bucket, retention: 'infinite' }),
    rules(0, 604_800),
    'passed',
  ],

  ['the shard group', shardGroup, {}, 'passed'],
  ['another shard group', shardGroup, rules(172_800, 3_600), 'failed', '1d | 1h'],
  ['a bucket that the token may not read', shardGroup, hidden, 'error'],

  ['enough points', volume, {}, 'passed', '100 points'],
  ['bounds within the bounds', volume, counted(60, 140), 'passed', '60 to 140'],
  ['too few points', volume, counted(49), 'failed', '49 points'],
  ['too many points', volume, counted(151), 'failed', '151 points'],
  ['points that could not be counted', volume, { volumes: new Map([[keyOf('raw', window), trouble]]) }, 'error'],

  ['no point past its time', effective, {}, 'passed'],
  [
    'a point past its time',
    effective,
    { overdue: new Map([['raw', read({ timeNs: now - 9n * dayNs, measurement: 'reading' })]]) },
    'failed',
    '9d old',
  ],
  ['a failed query', effective, { overdue: new Map([['raw', trouble]]) }, 'error'],

  ['an expired point refused', edge, {}, 'passed'],
  ['an expired point stored', edge, edges(false, true, true), 'failed', 'the old one stored'],
  ['an expired point lost in silence', edge, edges(false, false, true), 'failed', 'the old one acknowledged'],
  ['a fresh point lost', edge, edges(true, false, false), 'failed', 'the fresh one lost'],
  ['a failed write', edge, { edges: new Map([['raw', trouble]]) }, 'error'],
  ['a server that may not be written to', edge, { allowWrite: false }, 'skipped'],

  ['declared measurements', undeclared, {}, 'passed'],
  [
    'another measurement',
    undeclared,
    { profiles: profiles({ reading: [series({})], smoke_test: [series({})] }) },
    'failed',
    'smoke_test',
  ],
  ['a canary', undeclared, { profiles: profiles({ fluxproof_canary: [series({})] }) }, 'passed'],

  ['a fast answer', latency, {}, 'passed', '20 ms'],
  ['a slow answer', latency, took(1_000.5), 'failed', '1001 ms'],
  ['no answer', latency, { latencies: new Map([[keyOf('raw', 'reading', hourNs), trouble]]) }, 'error'],

  ['all points in time', throughput, {}, 'passed', '1000 of 1000'],
  ['enough points in time', throughput, stored(950, 4_999), 'passed'],
  ['too few points', throughput, stored(949, 100), 'failed', '949 of 1000'],
  ['points too late', throughput, stored(1000, 5_001), 'failed', '5001 ms'],
  ['a server that may not be written to', throughput, { allowWrite: false }, 'skipped'],

  ['the mapping', dbrp, { dbrps: read([mapping]) }, 'passed'],
  ['no mapping', dbrp, {}, 'failed', 'no such mapping'],
  [
    'a mapping to another bucket',
    dbrp,
    { dbrps: read([{ ...mapping, bucketID: '00000000000000ff' }]) },
    'failed',
    '00000000000000ff',
  ],
  [
    'a mapping that is no default',
    dbrp,
    { dbrps: read([{ ...mapping, default: false }]) },
    'failed',
    'not the default',
  ],
  ['a list that failed', dbrp, { dbrps: trouble }, 'error'],
])
