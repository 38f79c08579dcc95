import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine } from '../../testing/test-engine.ts'

interface Made {
  readonly id: string
  readonly token: string
}

type Resource = Record<string, string>

async function make({ call, orgId }: TestEngine, resources: readonly (readonly ['read' | 'write', Resource])[]) {
  const permissions = resources.map(([action, resource]) => ({ action, resource }))
  const answer = await call('POST', '/api/v2/authorizations', { body: { orgID: orgId, permissions } })
  expect(answer.status).toBe(201)
  return answer.json as Made
}

describe('a token', () => {
  test('is shown when made, and after that only where the server keeps it', async () => {
    for (const [version, shown] of [
      ['2.8.0', true],
      ['2.9.1', false],
    ] as const) {
      const server = await startTestEngine({ version })
      const { id, token } = await make(server, [['read', { type: 'buckets' }]])
      expect(token).toMatch(/^[A-Za-z0-9_-]{86}==$/)
      const got = (await server.call('GET', `/api/v2/authorizations/${id}`)).json as Made
      expect(got.token).toBe(shown ? token : '')
    }
  })

  test('works by Token and Bearer in any case, and by nothing else', async () => {
    const server = await startTestEngine()
    const { token } = await make(server, [['read', { type: 'buckets' }]])
    const status = async (authorization: string) =>
      (await server.call('GET', '/api/v2/buckets', { token: null, headers: { authorization } })).status
    for (const scheme of ['Token', 'token', 'TOKEN', 'Bearer', 'bearer'])
      expect(await status(`${scheme} ${token}`)).toBe(200)
    for (const other of [token, `Basic ${token}`, `Token ${token}x`]) expect(await status(other)).toBe(401)
  })

  test('that is inactive lists nothing and writes nothing', async () => {
    const server = await startTestEngine()
    const { id, token } = await make(server, [
      ['write', { type: 'buckets' }],
      ['read', { type: 'buckets' }],
    ])
    await server.call('PATCH', `/api/v2/authorizations/${id}`, { body: { status: 'inactive' } })
    expect((await server.call('GET', '/api/v2/buckets', { token })).json).toMatchObject({ buckets: [] })
    const write = await server.call('POST', '/api/v2/write?org=o&bucket=b', { token, body: 'm f=1' })
    expect([write.status, write.json]).toEqual([
      403,
      { code: 'forbidden', message: 'insufficient permissions for write: token is inactive' },
    ])
  })

  test('can give no more than it has', async () => {
    const server = await startTestEngine()
    const { orgId, bucketId } = server
    const bucket = { type: 'buckets', id: bucketId, orgID: orgId }
    const maker = await make(server, [
      ['write', { type: 'authorizations', orgID: orgId }],
      ['write', { type: 'users' }],
      ['read', bucket],
    ])
    const give = (action: string) =>
      server.call('POST', '/api/v2/authorizations', {
        token: maker.token,
        body: { orgID: orgId, permissions: [{ action, resource: bucket }] },
      })
    expect((await give('read')).status).toBe(201)
    const refused = await give('write')
    const name = `write:orgs/${orgId}/buckets/${bucketId}`
    expect([refused.status, refused.json]).toEqual([
      403,
      { code: 'forbidden', message: `permission ${name} is not allowed: ${name} is unauthorized` },
    ])
  })

  const refusals: readonly (readonly [body: (orgId: string) => unknown, message: string])[] = [
    [(orgID) => ({ orgID }), 'authorization must include permissions'],
    [
      (orgID) => ({ orgID, permissions: [{ action: 'read', resource: { type: 'bucket' } }] }),
      'invalid resource type for permission: unknown resource type for permission',
    ],
    [() => ({ permissions: [{ action: 'read', resource: { type: 'buckets' } }] }), 'org id required: invalid ID'],
    [
      (orgID) => ({ orgID, status: 'asleep', permissions: [{ action: 'read', resource: { type: 'buckets' } }] }),
      'invalid status: must be active or inactive',
    ],
  ]
  for (const [body, message] of refusals) {
    test(`is not made: ${message}`, async () => {
      const { call, orgId } = await startTestEngine()
      const answer = await call('POST', '/api/v2/authorizations', { body: body(orgId) })
      expect([answer.status, answer.json]).toEqual([400, { code: 'invalid', message }])
    })
  }
})
