import { afterEach, expect, test } from 'vitest'
import { createEngine, type Engine } from '../engine/engine.ts'
import type { HttpOptions } from './http.ts'
import { createInfluxClient, type InfluxClient } from './influx-client.ts'
import { formatTime } from './rfc3339.ts'

const token = 'operator-token'
const org = 'home'
const engines: Engine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
})

interface Home {
  readonly engine: Engine
  readonly client: InfluxClient
  readonly orgId: string
  readonly bucketId: string
}

async function openHome(options: Partial<HttpOptions> = {}): Promise<Home> {
  const engine = await createEngine()
  engines.push(engine)
  const { orgId, bucketId } = engine.bootstrap({ username: 'ann', org, bucket: 'raw', token })
  const client = createInfluxClient({ url: 'http://embedded', token, transport: engine.fetch, ...options })
  return { engine, client, orgId, bucketId }
}

test('lists more buckets than a page holds', async () => {
  const { client, orgId } = await openHome()
  for (let index = 0; index < 110; index++) {
    await client.buckets.create({ orgId, name: `b${index}`, retentionRules: [] })
  }
  const names = (await client.buckets.list(org)).map((one) => one.name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toHaveLength(113)
})

test('tells an absent bucket from a hidden one', async () => {
  const { client, orgId, engine } = await openHome()
  const { id } = await client.buckets.create({ orgId, name: 'other', retentionRules: [] })
  const resource = { type: 'buckets', id, orgID: orgId }
  const narrow = await client.authorizations.create({
    orgId,
    description: 'narrow',
    permissions: [{ action: 'read', resource }],
  })
  const guest = createInfluxClient({ url: 'http://embedded', token: narrow.token, transport: engine.fetch })
  expect((await guest.buckets.find(org, 'other')).state).toBe('present')
  expect((await guest.buckets.find(org, 'raw')).state).toBe('hidden')
  expect((await guest.buckets.find(org, 'nothing')).state).toBe('absent')
  expect((await guest.organizations.find(org)).state).toBe('hidden')
  expect((await guest.organizations.find('nobody')).state).toBe('absent')
})

test('reads back what it wrote, compressed or not, with its types', async () => {
  const { client } = await openHome()
  const timeNs = BigInt(Date.now()) * 1_000_000n
  await client.points.write({ org, bucket: 'raw' }, `m,room=hall kw=1.5,n=2i,u=3u,on=true,text="a, b" ${timeNs}`)
  await client.points.write({ org, bucket: 'raw' }, [`m,room=attic kw=2 ${timeNs}`], { gzip: true })
  const rows = await client.flux.rows(org, 'from(bucket: "raw") |> range(start: -1h)')
  const values = rows.map(({ values: { room, _field, _value, _time } }) => [room, _field, _value, _time])
  expect(values).toHaveLength(6)
  expect(values).toEqual(
    expect.arrayContaining([
      ['hall', 'kw', 1.5, timeNs],
      ['hall', 'n', 2n, timeNs],
      ['hall', 'u', 3n, timeNs],
      ['hall', 'on', true, timeNs],
      ['hall', 'text', 'a, b', timeNs],
      ['attic', 'kw', 2, timeNs],
    ]),
  )
})

test('deletes points', async () => {
  const { client } = await openHome()
  const timeNs = BigInt(Date.now()) * 1_000_000n
  await client.points.write({ org, bucket: 'raw' }, [`m v=1 ${timeNs}`, `n v=1 ${timeNs}`])
  const at = formatTime(timeNs)
  await client.points.remove({ org, bucket: 'raw', start: at, stop: at, predicate: '_measurement="m"' })
  const rows = await client.flux.rows(org, 'from(bucket: "raw") |> range(start: -1h)')
  expect(rows.map((row) => row.values._measurement)).toEqual(['n'])
})

test('keeps tasks, runs, mappings and labels apart by their ids', async () => {
  const { client, orgId, bucketId } = await openHome()
  const flux = 'option task = {name: "t", every: 1h}\n\nfrom(bucket: "raw") |> range(start: -1h)'
  const task = await client.tasks.create({ orgId, flux })
  expect((await client.tasks.list(org)).map((one) => one.name)).toEqual(['t'])
  expect((await client.tasks.run(task.id)).taskID).toBe(task.id)
  await expect.poll(async () => (await client.tasks.get(task.id)).lastRunStatus).toBe('success')
  expect(await client.tasks.runs(task.id, 5)).toHaveLength(1)
  const mapping = await client.dbrps.create({ orgId, bucketId, database: 'db', policy: 'rp', default: true })
  expect((await client.dbrps.list(org)).map((one) => one.id)).toContain(mapping.id)
  const label = await client.labels.create({ orgId, name: 'blue' })
  expect(await client.labels.list(orgId)).toMatchObject([{ id: label.id, name: 'blue' }])
  await client.labels.remove(label.id)
  await client.dbrps.remove(mapping.id, org)
  await client.tasks.remove(task.id)
  expect(await client.tasks.list(org)).toEqual([])
})

test('reads field keys in InfluxQL, one result a statement', async () => {
  const { client } = await openHome()
  await client.points.write({ org, bucket: 'raw' }, 'm v=1')
  const results = await client.influxql.query('SHOW FIELD KEYS ON "raw"; SHOW MEASUREMENTS ON "raw"', 'raw')
  expect(results[0]?.series[0]?.values).toEqual([['v', 'float']])
  expect(results[1]?.series[0]?.values).toEqual([['m']])
  const unknown = await client.influxql.query('SHOW FIELD KEYS', 'nothing')
  expect(unknown[0]?.error).toContain('database not found')
})

test('names the version, counts requests, and knows its own token', async () => {
  const { client } = await openHome()
  expect(client.version()).toBeUndefined()
  expect((await client.me()).name).toBe('ann')
  expect(client.version()).toBe('2.8.0')
  expect(client.requests()).toBe(1)
  expect([client.ownsToken(token), client.ownsToken(''), client.ownsToken('other')]).toEqual([true, false, false])
})

/** A call that the server refuses, and the kind of the error it gives. */
const refusals: readonly [name: string, kind: string, call: (home: Home) => Promise<unknown>][] = [
  [
    'a name that is taken',
    'already-exists',
    ({ client, orgId }) => client.buckets.create({ orgId, name: 'raw', retentionRules: [] }),
  ],
  ['an unknown bucket', 'not-found', ({ client }) => client.points.write({ org, bucket: 'nothing' }, 'm v=1')],
  ['a malformed line', 'invalid', ({ client }) => client.points.write({ org, bucket: 'raw' }, 'm')],
  [
    'a field of another type',
    'unprocessable',
    async ({ client }) => {
      await client.points.write({ org, bucket: 'raw' }, 'm v=1 1')
      await client.points.write({ org, bucket: 'raw' }, 'm v="x" 2')
    },
  ],
  ['a query that does not compile', 'invalid', ({ client }) => client.flux.rows(org, 'from(bucket: 5)')],
  [
    'a query of an unknown bucket',
    'not-found',
    ({ client }) => client.flux.drain(org, 'from(bucket: "nothing") |> range(start: -1h)'),
  ],
  [
    'a wrong token',
    'unauthorized',
    ({ engine }) => createInfluxClient({ url: 'http://x', token: 'wrong', transport: engine.fetch }).me(),
  ],
]

for (const [name, kind, call] of refusals) {
  test(`takes ${name} for ${kind}`, async () => {
    await expect(call(await openHome())).rejects.toMatchObject({ name: 'ClientError', kind })
  })
}

/** What a server sends inside a 200 when a query fails after its first row. */
const brokenAnswer = [
  '#group,false,false,false',
  '#datatype,string,long,long',
  '#default,_result,,',
  ',result,table,_value',
  ',,0,1',
  '',
  '#group,true,true',
  '#datatype,string,string',
  '#default,,',
  ',error,reference',
  ',runtime error @1:1-1:2: no such thing,',
].join('\r\n')

for (const way of ['rows', 'drain'] as const) {
  test(`${way} throws an error that comes after the first row`, async () => {
    const { client } = await openHome({ transport: async () => new Response(`${brokenAnswer}\r\n`) })
    const reading = client.flux[way](org, 'from(bucket: "raw") |> range(start: -1h)')
    await expect(reading).rejects.toMatchObject({
      kind: 'query',
      serverMessage: 'runtime error @1:1-1:2: no such thing',
    })
  })
}
