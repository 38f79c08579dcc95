import { describe, expect, test } from 'vitest'
import { createInfluxClient, type InfluxClient } from '../client/influx-client.ts'
import { loadContract } from '../contract/load-contract.ts'
import type { Contract } from '../contract/model.ts'
import { parseContract } from '../contract/parse-contract.ts'
import { createEngine } from '../engine/engine.ts'
import { apply } from './apply.ts'
import { type Change, labelOf } from './change.ts'
import { plan } from './plan.ts'

const source = `contract: 1
name: shop
org: shop
buckets:
  raw: { name: raw, description: as it comes, retention: 30d, shardGroup: 1d, measurements: { m: { fields: { f: { type: float } } } } }
  hourly: { name: hourly, retention: infinite, open: true, measurements: {} }
tokens:
  writer: { description: the writer, read: [raw], write: [raw] }
tasks:
  hourly: { every: 1h, offset: 5m, from: raw, to: hourly, aggregate: { measurement: m, into: m_hourly, every: 1h, fields: { f_hourly: { fn: mean, of: f } } } }
dbrp:
  legacy: { database: shop, policy: autogen, bucket: raw, default: false }
  archive: { database: shop, policy: archive, bucket: hourly, default: true }
`

function contractOf(text: string): Contract {
  const { contract, problems = [] } = parseContract(text, { file: 'shop.yaml', env: {}, readFlux: () => '' })
  if (contract === undefined) throw new Error(JSON.stringify(problems))
  return contract
}

interface Server {
  readonly client: InfluxClient
  as(token: string): InfluxClient
}

async function server(): Promise<Server> {
  const engine = await createEngine()
  const { token } = engine.bootstrap({ username: 'admin', org: 'setup', bucket: 'setup' })
  const as = (one: string) =>
    createInfluxClient({ url: 'http://embedded.invalid', token: one, transport: (request) => engine.fetch(request) })
  return { client: as(token), as }
}

async function applyText(text: string, client: InfluxClient, options: { readonly allowDataLoss?: boolean } = {}) {
  const contract = contractOf(text)
  return apply(await plan(contract, client, { org: '' }), client, { contract, ...options })
}

const told = (changes: readonly Change[]) =>
  changes.filter(({ action }) => action !== 'nothing').map((change) => `${change.action} ${labelOf(change.resource)}`)

const creations = [
  'create organization shop',
  'create bucket raw',
  'create bucket hourly',
  'create token the writer',
  'create task hourly',
  'create DBRP mapping shop/autogen',
  'create DBRP mapping shop/archive',
]

describe('plan and apply', () => {
  test('plans to create everything on an empty server, and writes nothing', async () => {
    const { client } = await server()
    const contract = contractOf(source)
    expect(told((await plan(contract, client, { org: '' })).changes)).toEqual(creations)
    expect(await client.organizations.find('shop')).toEqual({ state: 'absent' })
  })

  test('a second apply finds nothing to change', async () => {
    const { client } = await server()
    const first = await applyText(source, client)
    expect(first.steps.map(({ status }) => status)).toEqual(creations.map(() => 'done'))
    expect(first.tokens).toMatchObject([
      { key: 'writer', description: 'the writer', token: expect.stringMatching(/.{20}/) },
    ])
    const second = await applyText(source, client)
    expect(second.steps.every(({ status }) => status === 'unchanged')).toBe(true)
    expect(second.tokens).toEqual([])
  })

  for (const name of ['energy-monitor', 'gray-logic', 'home-assistant', 'homeiq', 'pattern-aggregates']) {
    test(`applies the contract of ${name} once`, async () => {
      const { client } = await server()
      const { contract } = loadContract(`fixtures/contracts/${name}.yaml`, { env: {} })
      if (contract === undefined) throw new Error('unreadable contract')
      const first = await apply(await plan(contract, client, { org: '' }), client, { contract })
      expect(first.steps.filter(({ status }) => status !== 'done')).toEqual([])
      expect(told((await plan(contract, client, { org: '' })).changes)).toEqual([])
    })
  }

  test('creates what a contract says, permissions and default mapping included', async () => {
    const { client } = await server()
    await applyText(source, client)
    const buckets = await client.buckets.list('shop')
    const raw = buckets.find(({ name }) => name === 'raw')
    expect(raw).toMatchObject({
      description: 'as it comes',
      retentionRules: [{ everySeconds: 30 * 86_400, shardGroupDurationSeconds: 86_400 }],
    })
    const [writer] = await client.authorizations.list({ org: 'shop' })
    expect(writer?.permissions.map(({ action, resource }) => [action, resource.type, resource.id])).toEqual([
      ['read', 'buckets', raw?.id],
      ['write', 'buckets', raw?.id],
    ])
    expect(await client.tasks.list('shop')).toMatchObject([
      { name: 'hourly', every: '1h', offset: '5m', status: 'active' },
    ])
    const dbrps = (await client.dbrps.list('shop')).filter(({ virtual }) => !virtual)
    expect(dbrps).toMatchObject([
      { database: 'shop', retention_policy: 'autogen', bucketID: raw?.id, default: false },
      { database: 'shop', retention_policy: 'archive', default: true },
    ])
  })

  const updates = [
    { name: 'a description', from: 'as it comes', to: 'as it is', told: 'update bucket raw', property: 'description' },
    {
      name: 'a longer retention',
      from: 'retention: 30d',
      to: 'retention: 60d',
      told: 'update bucket raw',
      property: 'retention',
    },
    {
      name: 'another shard group duration',
      from: 'shardGroup: 1d',
      to: 'shardGroup: 12h',
      told: 'update bucket raw',
      property: 'shard group duration',
    },
    {
      name: 'a shorter retention of an empty bucket',
      from: 'retention: 30d, shardGroup: 1d',
      to: 'retention: 2h',
      told: 'update bucket raw',
      property: 'retention',
    },
    {
      name: 'a schedule',
      from: 'every: 1h, offset: 5m',
      to: 'every: 1h, offset: 6m',
      told: 'update task hourly',
      property: 'schedule',
    },
    { name: 'a script', from: 'fn: mean', to: 'fn: max', told: 'update task hourly', property: 'flux' },
    {
      name: 'the default mapping of a database',
      from: source.slice(source.indexOf('  legacy:')),
      to: `  legacy: { database: shop, policy: autogen, bucket: raw, default: true }
  archive: { database: shop, policy: archive, bucket: hourly, default: false }
`,
      told: ['update DBRP mapping shop/autogen', 'update DBRP mapping shop/archive'],
      property: 'default',
    },
  ]
  for (const { name, from, to, told: expected, property } of updates) {
    test(`updates ${name} in place`, async () => {
      const { client } = await server()
      await applyText(source, client)
      const changed = source.replace(from, to)
      expect(changed).not.toBe(source)
      const { changes } = await plan(contractOf(changed), client, { org: '' })
      expect(told(changes)).toEqual([expected].flat())
      expect(changes.flatMap((change) => ('differences' in change ? change.differences : []))[0]).toMatchObject({
        property,
      })
      expect((await applyText(changed, client)).steps.some(({ status }) => status === 'done')).toBe(true)
      expect(told((await plan(contractOf(changed), client, { org: '' })).changes)).toEqual([])
    })
  }

  test('shortens the retention of a bucket with data only when told to', async () => {
    const { client } = await server()
    await applyText(source, client)
    await client.points.write({ org: 'shop', bucket: 'raw' }, 'm f=1')
    const shorter = source.replace('retention: 30d, shardGroup: 1d', 'retention: 2d, shardGroup: 1h')
    const refused = await applyText(shorter, client)
    expect(refused.steps.filter(({ status }) => status === 'refused')).toMatchObject([
      {
        change: { resource: { name: 'raw' } },
        reason: expect.stringMatching(/deletes older points/),
        next: expect.stringMatching(/--allow-data-loss/),
      },
    ])
    expect(told((await plan(contractOf(shorter), client, { org: '' })).changes)).toEqual(['update bucket raw'])
    await applyText(shorter, client, { allowDataLoss: true })
    expect(told((await plan(contractOf(shorter), client, { org: '' })).changes)).toEqual([])
  })

  const drifts = [
    {
      name: 'a token whose rights differ',
      text: source.replace('write: [raw]', 'write: [raw, hourly]'),
      found: [{ property: 'rights', expected: 'write bucket hourly', found: 'not granted' }],
    },
    {
      name: 'a mapping to another bucket',
      text: source.replace('bucket: raw, default', 'bucket: hourly, default'),
      found: [{ property: 'bucket', expected: 'hourly', found: 'raw' }],
    },
  ]
  for (const { name, text, found } of drifts) {
    test(`reports ${name} and leaves it alone`, async () => {
      const { client } = await server()
      await applyText(source, client)
      const before = {
        tokens: await client.authorizations.list({ org: 'shop' }),
        dbrps: await client.dbrps.list('shop'),
      }
      const { steps } = await applyText(text, client)
      expect(steps.filter(({ status }) => status !== 'unchanged')).toMatchObject([
        { status: 'refused', change: { action: 'drift', differences: found } },
      ])
      expect({
        tokens: await client.authorizations.list({ org: 'shop' }),
        dbrps: await client.dbrps.list('shop'),
      }).toEqual(before)
    })
  }

  test('a token that was switched off stays off', async () => {
    const { client } = await server()
    await applyText(source, client)
    const [writer] = await client.authorizations.list({ org: 'shop' })
    await client.authorizations.update(writer?.id ?? '', { status: 'inactive' })
    const { steps } = await applyText(source, client)
    expect(steps.find(({ status }) => status === 'refused')).toMatchObject({ reason: 'somebody switched it off' })
  })

  test('says what a token lacks, change by change, and goes on', async () => {
    const { client, as } = await server()
    await applyText(source.slice(0, source.indexOf('tokens:')), client)
    const found = await client.organizations.find('shop')
    const orgId = found.state === 'present' ? found.record.id : ''
    const types = ['orgs', 'buckets', 'authorizations', 'users', 'dbrp', 'tasks']
    const permissions = types.map((type) => ({
      action: 'read' as const,
      resource: type === 'orgs' ? { type, id: orgId } : type === 'users' ? { type } : { type, orgID: orgId },
    }))
    const reader = await client.authorizations.create({ orgId, description: 'reader', permissions })
    const { steps } = await applyText(source, as(reader.token ?? ''))
    const failed = steps.filter((step) => step.status === 'failed')
    expect(failed.map(({ change, reason }) => `${change.resource.kind}: ${reason.split(' for ')[0]}`)).toEqual([
      'token: permission denied',
      expect.stringMatching(/^task: /),
      'dbrp: permission denied',
      'dbrp: permission denied',
    ])
    expect(failed.map(({ next }) => next)).toContainEqual(expect.stringMatching(/write:authorizations/))
  })

  test('refuses to plan tokens that the token in use cannot see', async () => {
    const { client, as } = await server()
    await applyText(source, client)
    const found = await client.organizations.find('shop')
    const orgId = found.state === 'present' ? found.record.id : ''
    const permissions = [
      { action: 'read' as const, resource: { type: 'orgs', id: orgId } },
      { action: 'read' as const, resource: { type: 'buckets', orgID: orgId } },
    ]
    const narrow = await client.authorizations.create({ orgId, description: 'narrow', permissions })
    await expect(plan(contractOf(source), as(narrow.token ?? ''), { org: '' })).rejects.toThrow(
      /sees none, not even its own/,
    )
  })

  test('a bucket that exists unseen is told apart from one that is missing', async () => {
    const { client, as } = await server()
    await applyText(source, client)
    const found = await client.organizations.find('shop')
    const orgId = found.state === 'present' ? found.record.id : ''
    const permissions = [
      { action: 'read' as const, resource: { type: 'orgs', id: orgId } },
      { action: 'write' as const, resource: { type: 'buckets', orgID: orgId } },
    ]
    const writer = await client.authorizations.create({ orgId, description: 'blind', permissions })
    const { steps } = await applyText(source.slice(0, source.indexOf('tokens:')), as(writer.token ?? ''))
    expect(steps.filter((step) => step.status === 'failed')[0]).toMatchObject({
      reason: 'bucket raw already exists, but the token could not see it',
    })
  })
})
