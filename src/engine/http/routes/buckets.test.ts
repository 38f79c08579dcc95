import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine } from '../../testing/test-engine.ts'

interface Bucket {
  readonly id: string
  readonly name: string
  readonly retentionRules: readonly { everySeconds: number; shardGroupDurationSeconds: number }[]
}

async function names({ call }: TestEngine, query: string, token = 'operator'): Promise<string[]> {
  const { json } = await call('GET', `/api/v2/buckets?${query}`, { token })
  return (json as { buckets: Bucket[] }).buckets.map(({ name }) => name)
}

describe('buckets', () => {
  test('are made with the server defaults and listed by name, system buckets first', async () => {
    const server = await startTestEngine()
    const made = await server.call('POST', '/api/v2/buckets', { body: { orgID: server.orgId, name: 'a' } })
    expect(made.status).toBe(201)
    expect((made.json as Bucket).retentionRules).toEqual([
      { type: 'expire', everySeconds: 0, shardGroupDurationSeconds: 604_800 },
    ])
    expect(await names(server, 'org=o')).toEqual(['_monitoring', '_tasks', 'a', 'b'])
  })

  test('lists an unknown name as missing with an organisation and as nothing without', async () => {
    const server = await startTestEngine()
    const answer = await server.call('GET', '/api/v2/buckets?org=o&name=x')
    expect([answer.status, answer.json]).toEqual([404, { code: 'not found', message: 'bucket "x" not found' }])
    expect(await names(server, 'name=x')).toEqual([])
  })

  const refusals: readonly (readonly [body: Record<string, unknown>, status: number, message: string])[] = [
    [{ name: 'b' }, 422, 'bucket with name b already exists'],
    [{ name: 'x', orgID: undefined }, 400, 'organization id must be provided'],
    [{ name: '_x' }, 400, 'bucket name _x is invalid. Buckets may not start with underscore'],
    [{ name: 'a"b' }, 400, 'bucket name a"b is invalid. Bucket names may not include quotation marks'],
    [{ name: 'x', retentionRules: [{}, {}] }, 422, 'buckets cannot have more than one retention rule at this time'],
    [{ name: 'x', retentionRules: [{ everySeconds: -1 }] }, 422, 'expiration seconds cannot be negative'],
    [{ name: 'x', retentionRules: [{ everySeconds: 60 }] }, 500, 'retention policy duration must be at least 1h0m0s'],
  ]
  for (const [body, status, message] of refusals) {
    test(`refuses ${JSON.stringify(body)}`, async () => {
      const { call, orgId } = await startTestEngine()
      const answer = await call('POST', '/api/v2/buckets', { body: { orgID: orgId, ...body } })
      expect({ status: answer.status, message: (answer.json as { message: string }).message }).toEqual({
        status,
        message,
      })
    })
  }

  test('take empty and blank names', async () => {
    const { call, bucketId } = await startTestEngine()
    for (const name of ['', '  ']) {
      const answer = await call('PATCH', `/api/v2/buckets/${bucketId}`, { body: { name } })
      expect((answer.json as Bucket).name).toBe(name)
    }
  })

  test('of the system can be changed and neither renamed nor deleted', async () => {
    const { call } = await startTestEngine()
    const list = (await call('GET', '/api/v2/buckets?org=o&name=_tasks')).json as { buckets: Bucket[] }
    const path = `/api/v2/buckets/${list.buckets[0]?.id}`
    expect((await call('PATCH', path, { body: { description: 'd' } })).status).toBe(200)
    expect((await call('PATCH', path, { body: { name: 'x' } })).status).toBe(400)
    expect((await call('DELETE', path)).status).toBe(400)
  })

  test('are shown to a token as far as it may read', async () => {
    const server = await startTestEngine()
    const { call, orgId, bucketId } = server
    await call('POST', '/api/v2/buckets', { body: { orgID: orgId, name: 'a' } })
    const permissions = [{ action: 'read', resource: { type: 'buckets', id: bucketId, orgID: orgId } }]
    const made = await call('POST', '/api/v2/authorizations', { body: { orgID: orgId, permissions } })
    const { token } = made.json as { token: string }
    expect(await names(server, 'org=o', token)).toEqual(['b'])
    expect(await names(server, 'org=o&name=a', token)).toEqual([])
    const refused = await call('PATCH', `/api/v2/buckets/${bucketId}`, { token, body: { name: 'c' } })
    expect([refused.status, refused.json]).toEqual([
      401,
      { code: 'unauthorized', message: `write:orgs/${orgId}/buckets/${bucketId} is unauthorized` },
    ])
  })

  test('are gone with their organisation', async () => {
    const server = await startTestEngine()
    expect((await server.call('DELETE', `/api/v2/orgs/${server.orgId}`)).status).toBe(204)
    expect(await names(server, '')).toEqual([])
  })
})
