import { describe, expect, test } from 'vitest'
import { createEngine } from '../../engine.ts'
import type { EngineFlags } from '../../flags.ts'
import type { EngineVersion } from '../../version.ts'

async function fresh(options: { flags?: Partial<EngineFlags>; version?: EngineVersion } = {}) {
  const engine = await createEngine(options)
  return async (body: unknown, method = 'POST') => {
    const init = method === 'POST' ? { method, body: JSON.stringify(body) } : { method }
    const response = await engine.fetch(new Request('http://engine.test/api/v2/setup', init))
    return { status: response.status, json: (await response.json()) as Record<string, Record<string, unknown>> }
  }
}

const good = { username: 'ann', password: 'password1', org: 'o', bucket: 'b', token: 't' }

describe('set-up', () => {
  test('makes user, organisation, bucket and operator token, once', async () => {
    const setup = await fresh()
    expect((await setup(undefined, 'GET')).json).toEqual({ allowed: true })
    const { status, json } = await setup(good)
    expect(status).toBe(201)
    expect(json.auth?.token).toBe('t')
    expect(json.auth).not.toHaveProperty('hashedToken')
    expect(json.bucket?.name).toBe('b')
    expect((await setup(undefined, 'GET')).json).toEqual({ allowed: false })
    expect(await setup(good)).toEqual({
      status: 422,
      json: { code: 'conflict', message: 'onboarding has already been completed' },
    })
  })

  test('makes a token where none is given, and shows its hash in 2.9', async () => {
    const setup = await fresh({ version: '2.9.1' })
    const { json } = await setup({ ...good, token: undefined })
    expect(json.auth?.token).toMatch(/^[A-Za-z0-9_-]{86}==$/)
    expect(json.auth?.hashedToken).toMatch(/^\$influxdb2-sha256\$[A-Za-z0-9_-]{43}=$/)
  })

  const refusals: readonly (readonly [name: string, body: unknown, status: number, message: string, open: boolean])[] =
    [
      ['missing fields', {}, 422, 'onboarding failed: missing required fields [username,org,bucket]', true],
      [
        'a short password',
        { ...good, password: '1234567' },
        400,
        'passwords must be between 8 and 72 characters long',
        true,
      ],
      [
        'a wrong type',
        { username: 5 },
        500,
        'json: cannot unmarshal number into Go struct field OnboardingRequest.username of type string',
        true,
      ],
      [
        'a short retention',
        { ...good, retentionPeriodSeconds: 60 },
        500,
        'retention policy duration must be at least 1h0m0s',
        false,
      ],
      [
        'an underscore',
        { ...good, bucket: '_b' },
        400,
        'bucket name _b is invalid. Buckets may not start with underscore',
        false,
      ],
    ]
  for (const [name, body, status, message, open] of refusals) {
    test(`refuses ${name} and ${open ? 'stays open' : 'closes'}`, async () => {
      const setup = await fresh()
      const answer = await setup(body)
      expect({ status: answer.status, message: answer.json.message }).toEqual({ status, message })
      expect((await setup(undefined, 'GET')).json).toEqual({ allowed: open })
    })
  }

  test('asks for three character classes when told to', async () => {
    const setup = await fresh({ flags: { strongPasswords: true } })
    expect((await setup(good)).status).toBe(400)
    expect((await setup({ ...good, password: 'Passw0rd!x' })).status).toBe(201)
  })
})
