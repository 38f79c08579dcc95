import { expect, test } from 'vitest'
import type { Transport } from '../client/transport.ts'
import type { Engine } from '../engine/engine.ts'
import { bucketId, connect, contract, idsOf, openLab, org, startNs, verify } from './testing/lab.ts'
import { verifyContract } from './verify.ts'

test('an operator of another org sees a type flip too, shard group by shard group', async () => {
  const lab = await openLab()
  const { id } = await lab.client.organizations.create('elsewhere')
  const permissions = (['orgs', 'buckets', 'tasks', 'authorizations', 'users', 'dbrp'] as const).flatMap((type) =>
    (['read', 'write'] as const).map((action) => ({ action, resource: { type } })),
  )
  const made = await lab.client.authorizations.create({ orgId: id, description: 'operator', permissions })
  const client = connect(lab.engine, { token: made.token })
  expect(idsOf(await verify({ ...lab, client }), 'error')).toEqual([])
  const yesterday = startNs - 13n * 3_600_000_000_000n
  await lab.client.points.write({ org, bucket: 'raw' }, `reading,room=hall kw=1i,n=1i ${yesterday}`)
  const failed = idsOf(await verify({ ...lab, client }), 'failed')
  expect(failed).toContain('measurement/raw/reading/field/kw/type')
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

test('a missing org fails its own check alone', async () => {
  const { client, clock } = await openLab()
  const verdicts = await verifyContract({ ...contract, org: 'nowhere' }, client, { clock, allowWrite: true })
  expect(idsOf(verdicts, 'failed')).toEqual(['org/present'])
  expect(idsOf(verdicts, 'error')).toEqual([])
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
