import { afterEach, expect, test } from 'vitest'
import type { HttpOptions } from '../client/http.ts'
import { createInfluxClient, type InfluxClient } from '../client/influx-client.ts'
import type { Transport } from '../client/transport.ts'
import { createManualClock, type ManualClock } from '../clock/index.ts'
import type { Contract } from '../contract/model.ts'
import { parseContract } from '../contract/parse-contract.ts'
import type { Verdict } from '../contract/verdict.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import { type EngineVersion, engineVersions } from '../engine/version.ts'
import { apply } from '../provision/apply.ts'
import { plan } from '../provision/plan.ts'
import { labContract, labLines } from './testing/lab-contract.ts'
import { type VerifyOptions, verifyContract } from './verify.ts'

const token = 'operator-token-of-the-lab'
const org = 'lab'
/** 2026-03-01T12:30:00Z. */
const startNs = 1_772_368_200_000_000_000n

interface Lab {
  readonly engine: Engine
  readonly clock: ManualClock
  readonly client: InfluxClient
  readonly orgId: string
}

const engines: Engine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
})

const contract = ((): Contract => {
  const parsed = parseContract(labContract, { file: 'lab.yaml', env: {}, readFlux: () => new Error('no files here') })
  if (parsed.contract === undefined) throw new Error(JSON.stringify(parsed.problems))
  return parsed.contract
})()

/** An engine that keeps the contract: applied, filled with readings, and its task run once. */
async function openLab(version: EngineVersion = '2.8.0'): Promise<Lab> {
  const clock = createManualClock(startNs)
  const engine = await createEngine({ version, clock })
  engines.push(engine)
  const { orgId } = engine.bootstrap({ username: 'lab', org, bucket: 'first', token })
  const client = connect(engine)
  const first = await client.buckets.find(org, 'first')
  if (first.state === 'present') await client.buckets.remove(first.record.id)
  const { steps } = await apply(await plan(contract, client, { org }), client, { contract })
  expect(steps.filter((step) => step.status !== 'done' && step.status !== 'unchanged')).toEqual([])
  await client.points.write({ org, bucket: 'raw' }, labLines(startNs))
  await client.points.write({ org, bucket: 'hourly' }, `hourly_reading,room=hall kw_mean=1 ${startNs}`)
  return { engine, clock, client, orgId }
}

function connect(engine: Engine, options: Partial<HttpOptions> = {}): InfluxClient {
  return createInfluxClient({ url: 'http://embedded', token, transport: engine.fetch, ...options })
}

function verify({ client, clock }: Pick<Lab, 'client' | 'clock'>, options: VerifyOptions = {}): Promise<Verdict[]> {
  return verifyContract(contract, client, { clock, allowWrite: true, ...options })
}

/** Ids of the checks with a status, without the contract's name. */
function idsOf(verdicts: readonly Verdict[], status: Verdict['status']): string[] {
  return verdicts.filter((one) => one.status === status).map((one) => one.check.id.replace('lab/', ''))
}

for (const version of engineVersions) {
  test(`a server that keeps its contract passes every check that is due, on ${version}`, async () => {
    const verdicts = await verify(await openLab(version))
    expect(verdicts.filter((one) => one.status === 'failed' || one.status === 'error')).toEqual([])
    expect(idsOf(verdicts, 'skipped')).toEqual(['task/sum/last-run'])
    expect(verdicts.length).toBeGreaterThan(40)
  })
}

test('a run costs at most 25 requests', async () => {
  const lab = await openLab()
  const before = lab.client.requests()
  await verify(lab)
  expect(lab.client.requests() - before).toBeLessThanOrEqual(25)
})

test('a read-only run differs by the skipped checks that would write, and writes nothing', async () => {
  const lab = await openLab()
  const calls: string[] = []
  const reader = connect(lab.engine, { onRequest: (method, path) => calls.push(`${method} ${path}`) })
  const written = await verify(lab)
  const verdicts = await verify({ ...lab, client: reader }, { allowWrite: false })
  expect(idsOf(verdicts, 'skipped')).toEqual([
    'server/ready',
    'bucket/raw/write-edge',
    'task/sum/last-run',
    'throughput',
  ])
  expect(idsOf(verdicts, 'failed')).toEqual(idsOf(written, 'failed'))
  expect(calls.filter((call) => !call.startsWith('GET ') && call !== 'POST /api/v2/query')).toEqual([])
})

test('a run that writes leaves nothing behind', async () => {
  const lab = await openLab()
  const before = await lab.client.buckets.list(org)
  await verify(lab)
  expect(await lab.client.buckets.list(org)).toEqual(before)
  expect(idsOf(await verify(lab), 'failed')).toEqual([])
})

/** What is planted, and the one check that must fail. */
const drifts: readonly [name: string, check: string, plant: (lab: Lab) => Promise<unknown>][] = [
  ['a shorter retention', 'bucket/raw/retention', (lab) => patchRaw(lab, 169_200, 86_400)],
  [
    'a missing bucket',
    'bucket/hourly/present',
    async (lab) => lab.client.buckets.remove(await bucketId(lab, 'hourly')),
  ],
  [
    'another bucket',
    'org/undeclared-buckets',
    ({ client, orgId }) => client.buckets.create({ orgId, name: 'old', retentionRules: [] }),
  ],
  [
    'another description',
    'bucket/raw/description',
    async (lab) => lab.client.buckets.update(await bucketId(lab, 'raw'), { description: 'x' }),
  ],
  [
    'a measurement that nobody declared',
    'bucket/hourly/undeclared-measurements',
    (lab) => write(lab, 'hourly', 'smoke_test v=1'),
  ],
  [
    'a field written as text',
    'measurement/hourly/hourly_reading/field/kw_mean/type',
    (lab) => rewrite(lab, 'hourly', 'hourly_reading,room=hall kw_mean="1"'),
  ],
  [
    'a field that nobody declared',
    'measurement/raw/reading/undeclared-fields',
    async (lab) => {
      await rewrite(
        lab,
        'raw',
        ...labLines(startNs).map(
          (line) => line.replace(/ \d+$/, '').replace(/,n=\d+i/, ',volts=1') + line.match(/ \d+$/)?.[0],
        ),
      )
    },
  ],
  [
    'a point without a required field',
    'measurement/raw/reading/field/kw/required',
    (lab) => write(lab, 'raw', 'reading,room=hall n=1i'),
  ],
  [
    'a value out of range',
    'measurement/raw/reading/field/kw/range',
    (lab) => write(lab, 'raw', 'reading,room=hall kw=10.5,n=1i'),
  ],
  ['a gap', 'measurement/raw/reading/gaps', (lab) => remove(lab, 'raw', 3, 5)],
  ['a token that is too wide', 'token/app/confined', (lab) => replaceToken(lab, 'write')],
  ['a token that is too narrow', 'token/app/permits', (lab) => replaceToken(lab, 'none')],
  [
    'an inactive token',
    'token/app/active',
    async ({ client }) => client.authorizations.update((await appToken(client)).id, { status: 'inactive' }),
  ],
  [
    'a missing token',
    'token/app/present',
    async ({ client }) => client.authorizations.remove((await appToken(client)).id),
  ],
  [
    'an inactive task',
    'task/sum/active',
    async (lab) => lab.client.tasks.update(await taskId(lab), { status: 'inactive' }),
  ],
  ['another schedule', 'task/sum/schedule', (lab) => editTask(lab, 'every: 1h}', 'every: 2h}')],
  ['another script', 'task/sum/flux', (lab) => editTask(lab, 'mean', 'max')],
  ['a missing task', 'task/sum/present', async (lab) => lab.client.tasks.remove(await taskId(lab))],
  [
    'a missing mapping',
    'dbrp/old/mapping',
    async ({ client }) => {
      const mapping = (await client.dbrps.list(org)).find((one) => one.database === 'old_db')
      await client.dbrps.remove(mapping?.id ?? '', org)
    },
  ],
  [
    'a refused batch',
    'org/refused-writes',
    async (lab) => {
      await expect(write(lab, 'raw', 'reading,room=hall kw=1i')).rejects.toMatchObject({ kind: 'unprocessable' })
    },
  ],
]

for (const [name, check, plant] of drifts) {
  test(`${name} fails ${check} and no other check`, async () => {
    const lab = await openLab()
    await plant(lab)
    // The canaries' own shard of the clock's second comes after what was planted.
    await lab.clock.advance(1_000)
    const verdicts = await verify(lab)
    expect(idsOf(verdicts, 'failed')).toEqual([check])
    expect(idsOf(verdicts, 'error')).toEqual([])
  })
}

test('silence fails freshness, and the warning with it', async () => {
  const lab = await openLab()
  await lab.clock.advance(15 * 60_000)
  const failed = idsOf(await verify(lab), 'failed')
  expect(failed).toEqual(['measurement/raw/reading/freshness', 'measurement/raw/reading/freshness-warning'])
})

test('a type that flips between shards fails, though Flux shows one type only', async () => {
  const lab = await openLab()
  const yesterday = startNs - 20n * 3_600_000_000_000n
  await lab.client.points.write(
    { org, bucket: 'hourly' },
    `hourly_reading,room=hall kw_mean=1i ${yesterday - 7n * 86_400_000_000_000n}`,
  )
  const verdicts = await verify(lab)
  expect(idsOf(verdicts, 'failed')).toEqual(['measurement/hourly/hourly_reading/field/kw_mean/type'])
})

/** Rights of the token that verifies: none of these may make it call something broken that it cannot see. */
const rights: readonly [
  name: string,
  permissions: (
    orgID: string,
    raw: string,
  ) => { action: 'read' | 'write'; resource: { type: string; id?: string; orgID: string } }[],
][] = [
  ['one bucket', (orgID, raw) => [{ action: 'read', resource: { type: 'buckets', id: raw, orgID } }]],
  ['all buckets', (orgID) => [{ action: 'read', resource: { type: 'buckets', orgID } }]],
  ['tasks', (orgID) => [{ action: 'read', resource: { type: 'tasks', orgID } }]],
  ['writing one bucket', (orgID, raw) => [{ action: 'write', resource: { type: 'buckets', id: raw, orgID } }]],
]

for (const [name, permissions] of rights) {
  test(`a token for ${name} leaves undecided what it may not see`, async () => {
    const lab = await openLab()
    const made = await lab.client.authorizations.create({
      orgId: lab.orgId,
      description: 'narrow',
      permissions: permissions(lab.orgId, await bucketId(lab, 'raw')),
    })
    const client = connect(lab.engine, { token: made.token })
    const verdicts = await verify({ ...lab, client }, { allowWrite: false })
    expect(idsOf(verdicts, 'failed')).toEqual([])
    expect(idsOf(verdicts, 'error')).toContain('token/app/present')
    expect(idsOf(verdicts, 'error')).toContain('org/undeclared-buckets')
    expect(idsOf(verdicts, 'passed')).toContain('bucket/raw/present')
  })
}

test('a token that may make no bucket uses the canary measurement, and removes it', async () => {
  const lab = await openLab()
  const raw = await bucketId(lab, 'raw')
  const permissions = (['read', 'write'] as const).map((action) => ({
    action,
    resource: { type: 'buckets', id: raw, orgID: lab.orgId },
  }))
  const made = await lab.client.authorizations.create({ orgId: lab.orgId, description: 'narrow', permissions })
  const verdicts = await verify({ ...lab, client: connect(lab.engine, { token: made.token }) })
  const passed = idsOf(verdicts, 'passed')
  for (const id of ['server/ready', 'bucket/raw/write-edge', 'throughput']) expect(passed).toContain(id)
  const left = await lab.client.flux.rows(
    org,
    'from(bucket: "raw") |> range(start: 0) |> filter(fn: (r) => r._measurement == "fluxproof_canary")',
  )
  expect(left).toEqual([])
})

test('a wrong token is undecided throughout', async () => {
  const lab = await openLab()
  const verdicts = await verify({ ...lab, client: connect(lab.engine, { token: 'wrong-token' }) })
  expect(idsOf(verdicts, 'failed')).toEqual([])
  expect(idsOf(verdicts, 'passed')).toEqual(['server/version'])
})

test('a server that stops at any request makes no check fail', async () => {
  const lab = await openLab()
  const before = lab.client.requests()
  await verify(lab)
  const requests = lab.client.requests() - before
  for (let after = 0; after <= requests; after++) {
    const verdicts = await verify({
      ...lab,
      client: connect(lab.engine, { transport: stoppingAfter(lab.engine, after) }),
    })
    expect(idsOf(verdicts, 'failed'), `after ${after} requests`).toEqual([])
    if (after < requests - 1) expect(idsOf(verdicts, 'error'), `after ${after} requests`).not.toEqual([])
  }
})

for (const after of [0, 5, 9]) {
  test(`a server that hangs after ${after} requests costs one time limit, and makes no check fail`, async () => {
    const lab = await openLab()
    let left = after
    const transport: Transport = (request) => (left-- > 0 ? lab.engine.fetch(request) : new Promise(() => {}))
    const started = performance.now()
    const verdicts = await verify({ ...lab, client: connect(lab.engine, { transport, timeoutMs: 300 }) })
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(idsOf(verdicts, 'failed')).toEqual([])
    expect(verdicts.filter((one) => one.status === 'error').length).toBeGreaterThan(2)
  })
}

test('a server that answers 500 to every query is undecided where points are read', async () => {
  const lab = await openLab()
  const transport: Transport = async (request) => {
    const answer = await lab.engine.fetch(request)
    if (!new URL(request.url).pathname.endsWith('/query')) return answer
    return new Response('{"code":"internal error","message":"panic"}', { status: 500, headers: answer.headers })
  }
  const verdicts = await verify({ ...lab, client: connect(lab.engine, { transport }) })
  expect(idsOf(verdicts, 'failed')).toEqual([])
  expect(idsOf(verdicts, 'error')).toContain('measurement/raw/reading/present')
  expect(idsOf(verdicts, 'passed')).toContain('bucket/raw/retention')
})

/** Answers `count` requests; after that the connection is refused. */
function stoppingAfter(engine: Engine, count: number): Transport {
  let left = count
  return async (request) => {
    if (left-- > 0) return engine.fetch(request)
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    })
  }
}

async function bucketId({ client }: Pick<Lab, 'client'>, name: string): Promise<string> {
  const found = await client.buckets.find(org, name)
  if (found.state !== 'present') throw new Error(`no bucket ${name}`)
  return found.record.id
}

async function patchRaw(lab: Lab, everySeconds: number, shardGroupDurationSeconds: number): Promise<void> {
  const rule = { type: 'expire', everySeconds, shardGroupDurationSeconds } as const
  await lab.client.buckets.update(await bucketId(lab, 'raw'), { retentionRules: [rule] })
}

async function taskId({ client }: Lab): Promise<string> {
  return (await client.tasks.list(org)).find((one) => one.name === 'sum')?.id ?? ''
}

async function editTask(lab: Lab, from: string, to: string): Promise<void> {
  const id = await taskId(lab)
  const { flux } = await lab.client.tasks.get(id)
  expect(flux).toContain(from)
  await lab.client.tasks.update(id, { flux: flux.replace(from, to) })
}

async function appToken(client: InfluxClient) {
  const found = (await client.authorizations.list({ org })).find((one) => one.description === 'lab app')
  if (found === undefined) throw new Error('no token of the app')
  return found
}

/** The app's token with one more right, or without any but one. */
async function replaceToken({ client, orgId }: Lab, rights: 'write' | 'none'): Promise<void> {
  const { id, permissions } = await appToken(client)
  await client.authorizations.remove(id)
  const all = { action: 'write', resource: { type: 'buckets', orgID: orgId } } as const
  const kept = rights === 'write' ? [...permissions, all] : permissions.slice(0, 1)
  await client.authorizations.create({ orgId, description: 'lab app', permissions: kept })
}

function write({ client }: Lab, bucket: string, ...lines: string[]): Promise<void> {
  return client.points.write({ org, bucket }, lines)
}

/** Empties a bucket, then writes. */
async function rewrite(lab: Lab, bucket: string, ...lines: string[]): Promise<void> {
  await lab.client.points.remove({ org, bucket, start: '1970-01-01T00:00:00Z', stop: '2100-01-01T00:00:00Z' })
  await write(lab, bucket, ...lines)
}

/** Deletes the points of some minutes before now. */
function remove({ client }: Lab, bucket: string, from: number, to: number): Promise<void> {
  const at = (minutes: number) => new Date(Number(startNs / 1_000_000n) - minutes * 60_000).toISOString()
  return client.points.remove({ org, bucket, start: at(to), stop: at(from) })
}
