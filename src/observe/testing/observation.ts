import type { AuthorizationRecord, BucketRecord, TaskRecord } from '../../client/records.ts'
import type { Check, CheckKind, CheckOf } from '../../contract/check.ts'
import { dayNs, hourNs } from '../../contract/duration.ts'
import { keyOf } from '../keys.ts'
import type { FieldRange, Observation, PointsAndValues, SeriesFact } from '../observation.ts'
import { read, unreadable } from '../reading.ts'

/** 2026-03-01T12:00:00Z. */
export const now = 1_772_366_400_000_000_000n

/** Window of all checks here. */
export const window = dayNs

export const rawBucket: BucketRecord = {
  id: '0000000000000b01',
  orgID: '0000000000000a01',
  type: 'user',
  name: 'raw',
  description: 'Raw readings',
  retentionRules: [{ type: 'expire', everySeconds: 172_800, shardGroupDurationSeconds: 86_400 }],
}

/** What no test may come to. */
export const trouble = unreadable('query: POST /api/v2/query answered 500', 'Read the log of the server')

/** A series of the measurement `reading` whose newest point is a minute old. */
export function series(tags: Record<string, string>, changes: Partial<SeriesFact> = {}): SeriesFact {
  return {
    tags: new Map(Object.entries(tags)),
    field: 'kw',
    type: 'float',
    lastNs: now - 60_000_000_000n,
    ...changes,
  }
}

export function authorization(changes: Partial<AuthorizationRecord> = {}): AuthorizationRecord {
  const resource = { type: 'buckets', id: rawBucket.id, orgID: rawBucket.orgID, name: 'raw' }
  return {
    id: '0000000000000c01',
    orgID: rawBucket.orgID,
    token: '',
    status: 'active',
    description: 'lab app',
    permissions: [{ action: 'read', resource }],
    ...changes,
  }
}

export function task(changes: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id: '0000000000000d01',
    orgID: rawBucket.orgID,
    name: 'hourly',
    status: 'active',
    flux: 'option task = {name: "hourly", every: 1h}\n\nfrom(bucket: "raw") |> range(start: -1h)',
    every: '1h',
    createdAt: '2026-02-01T00:00:00Z',
    latestCompleted: '2026-03-01T12:00:00Z',
    lastRunStatus: 'success',
    ...changes,
  }
}

/** The profile of the bucket raw over the window. */
export function profiles(all: Record<string, readonly SeriesFact[]>): Observation['profiles'] {
  return new Map([[keyOf('raw', window), read(new Map(Object.entries(all)))]])
}

/** Points of the measurement reading, and how many of them have the field kw. */
export function countsOf(points: number, withField: number): PointsAndValues {
  return { points, values: new Map([['kw', withField]]) }
}

/** The extremes of the field kw, in the room hall. */
export function rangeOf(min: number, max: number): FieldRange {
  const tags = new Map([['room', 'hall']])
  return { min: { value: min, tags }, max: { value: max, tags } }
}

/** A healthy server with the bucket raw and the measurement reading, changed as a test needs it. */
export function observationWith(changes: Partial<Observation> = {}): Observation {
  return {
    nowNs: now,
    lookbackNs: window,
    allowWrite: true,
    version: read('2.8.0'),
    org: read({ name: 'lab', state: 'present', id: rawBucket.orgID }),
    buckets: read({ readable: new Map([['raw', rawBucket]]), hidden: new Set<string>() }),
    authorizations: read([authorization()]),
    rights: { may: () => 'yes', ofThisOrg: 'yes' },
    tasks: read([task()]),
    dbrps: read([]),
    refusedWrites: read([]),
    profiles: profiles({ reading: [series({ room: 'hall' })] }),
    fieldTypes: new Map([['raw', read(new Map([['reading', new Map([['kw', new Set(['float'] as const)]])]]))]]),
    ranges: new Map([[keyOf(keyOf('raw', window, 'reading'), 'kw'), read(rangeOf(0, 10))]]),
    points: new Map([[keyOf('raw', window, 'reading'), read(countsOf(10, 10))]]),
    gaps: new Map([
      [
        keyOf(keyOf('raw', window, 'reading')),
        read({ lengthNs: 60_000_000_000n, endNs: now, stream: new Map<string, string>() }),
      ],
    ]),
    overdue: new Map([['raw', read(undefined)]]),
    volumes: new Map([[keyOf('raw', window), read({ least: 100, most: 100 })]]),
    latencies: new Map([[keyOf('raw', 'reading', hourNs), read(20)]]),
    readiness: read({ bucket: 'scratch', readBack: true }),
    edges: new Map([['raw', read({ bucket: 'scratch', refused: true, expiredStored: false, freshStored: true })]]),
    throughputs: new Map([['raw', read({ bucket: 'scratch', sent: 1000, stored: 1000, elapsedMs: 200 })]]),
    leftovers: [],
    ...changes,
  }
}

/** A check of a kind; only what that kind adds has to be given. */
export function checkOf<Kind extends CheckKind>(
  kind: Kind,
  own: Omit<CheckOf<Kind>, 'kind' | 'id' | 'severity' | 'sentence' | 'position'>,
): CheckOf<Kind> {
  const base: Pick<Check, 'id' | 'severity' | 'sentence' | 'position'> = {
    id: `lab/${kind}`,
    severity: 'failure',
    sentence: `it keeps ${kind}`,
    position: { line: 1, column: 1 },
  }
  return { kind, ...base, ...own } as unknown as CheckOf<Kind>
}
