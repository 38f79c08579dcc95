import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine } from '../../testing/test-engine.ts'

function basic(name: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` }
}

async function cookieOf({ call }: TestEngine, headers = basic('ann', 'password1')): Promise<string> {
  const answer = await call('POST', '/api/v2/signin', { token: null, headers })
  expect(answer.status).toBe(204)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

describe('a session', () => {
  test('acts for its user until it is signed out', async () => {
    const server = await startTestEngine()
    const cookie = await cookieOf(server)
    const me = () => server.call('GET', '/api/v2/me', { token: null, headers: { cookie } })
    expect((await me()).json).toMatchObject({ name: 'ann' })
    expect((await server.call('POST', '/api/v2/signout', { token: null, headers: { cookie } })).status).toBe(204)
    expect((await me()).status).toBe(401)
  })

  test('ends after an hour', async () => {
    const server = await startTestEngine()
    const cookie = await cookieOf(server)
    await server.clock.advance(60 * 60 * 1000)
    expect((await server.call('GET', '/api/v2/me', { token: null, headers: { cookie } })).status).toBe(401)
  })

  test('that is used goes on for five minutes', async () => {
    const server = await startTestEngine()
    const cookie = await cookieOf(server)
    const status = async () => (await server.call('GET', '/api/v2/me', { token: null, headers: { cookie } })).status
    await server.clock.advance(59 * 60 * 1000)
    expect(await status()).toBe(200)
    await server.clock.advance(4 * 60 * 1000)
    expect(await status()).toBe(200)
    await server.clock.advance(6 * 60 * 1000)
    expect(await status()).toBe(401)
  })

  test('counts only where there is no token', async () => {
    const server = await startTestEngine()
    const cookie = await cookieOf(server)
    expect((await server.call('GET', '/api/v2/me', { token: 'nonsense', headers: { cookie } })).status).toBe(401)
    const digest = { cookie, authorization: 'Digest nonsense' }
    expect((await server.call('GET', '/api/v2/me', { token: null, headers: digest })).status).toBe(200)
  })

  const wrong: Record<string, Record<string, string>> = {
    'a wrong password': basic('ann', 'password2'),
    'an unknown user': basic('bob', 'password1'),
    'a token': { authorization: 'Token operator' },
    'no credentials': {},
  }
  for (const [name, headers] of Object.entries(wrong)) {
    test(`is not given for ${name}`, async () => {
      const { call } = await startTestEngine()
      expect((await call('POST', '/api/v2/signin', { token: null, headers })).status).toBe(401)
    })
  }
})

describe('a user', () => {
  test('that is inactive or deleted has no use of its tokens', async () => {
    const { call, orgId } = await startTestEngine()
    const user = (await call('POST', '/api/v2/users', { body: { name: 'gil' } })).json as { id: string }
    const permissions = [{ action: 'read', resource: { type: 'buckets' } }]
    const made = await call('POST', '/api/v2/authorizations', { body: { orgID: orgId, userID: user.id, permissions } })
    const { token } = made.json as { token: string }
    expect((await call('GET', '/api/v2/buckets', { token })).status).toBe(200)
    await call('PATCH', `/api/v2/users/${user.id}`, { body: { status: 'inactive' } })
    const inactive = await call('GET', '/api/v2/buckets', { token })
    expect([inactive.status, inactive.json]).toEqual([403, { code: 'forbidden', message: 'User is inactive' }])
    await call('DELETE', `/api/v2/users/${user.id}`)
    expect((await call('GET', '/api/v2/buckets', { token })).status).toBe(403)
  })

  test('has one name of its own', async () => {
    const { call } = await startTestEngine()
    const answer = await call('POST', '/api/v2/users', { body: { name: 'ann' } })
    expect([answer.status, answer.json]).toEqual([
      422,
      { code: 'conflict', message: 'user with name ann already exists' },
    ])
  })
})
