import { describe, expect, test } from 'vitest'
import { startTestEngine } from '../../testing/test-engine.ts'

describe('an organisation', () => {
  test('has two system buckets and belongs to who made it', async () => {
    const { call } = await startTestEngine()
    const made = (await call('POST', '/api/v2/orgs', { body: { name: 'p', description: 'd' } })).json as { id: string }
    const { buckets } = (await call('GET', '/api/v2/buckets?org=p')).json as { buckets: { name: string }[] }
    expect(buckets.map(({ name }) => name)).toEqual(['_monitoring', '_tasks'])
    const { users } = (await call('GET', `/api/v2/orgs/${made.id}/owners`)).json as { users: { name: string }[] }
    expect(users.map(({ name }) => name)).toEqual(['ann'])
  })

  test('is found by its name without outer spaces, and is another in other capitals', async () => {
    const { call } = await startTestEngine()
    expect((await call('POST', '/api/v2/orgs', { body: { name: ' padded ' } })).status).toBe(201)
    expect((await call('GET', '/api/v2/orgs?org=padded')).json).toMatchObject({ orgs: [{ name: ' padded ' }] })
    expect((await call('POST', '/api/v2/orgs', { body: { name: 'O' } })).status).toBe(201)
  })

  const refusals: readonly (readonly [name: unknown, status: number, message: string])[] = [
    ['o', 422, 'organization with name o already exists'],
    ['   ', 400, 'org name is empty'],
    [undefined, 400, 'org name is empty'],
    [
      1,
      400,
      'failed to unmarshal json: json: cannot unmarshal number into Go struct field Organization.name of type string',
    ],
  ]
  for (const [name, status, message] of refusals) {
    test(`is not made with the name ${JSON.stringify(name)}`, async () => {
      const { call } = await startTestEngine()
      const answer = await call('POST', '/api/v2/orgs', { body: { name } })
      expect({ status: answer.status, message: (answer.json as { message: string }).message }).toEqual({
        status,
        message,
      })
    })
  }

  test('that is unknown is named by its id in 2.9 when it is deleted', async () => {
    const id = '00000000000aa001'
    for (const [version, prefix] of [
      ['2.8.0', ''],
      ['2.9.1', `error deleting organization id: ${id}: `],
    ] as const) {
      const { call } = await startTestEngine({ version })
      expect((await call('DELETE', `/api/v2/orgs/${id}`)).json).toEqual({
        code: 'not found',
        message: `${prefix}organization not found`,
      })
    }
  })

  test('takes its tasks with it in 2.9 and leaves them before', async () => {
    for (const [version, left] of [
      ['2.8.0', 200],
      ['2.9.1', 404],
    ] as const) {
      const { call, orgId } = await startTestEngine({ version })
      const body = {
        orgID: orgId,
        flux: 'option task = {name: "t", every: 1h}\nfrom(bucket: "b") |> range(start: -1h)',
      }
      const { id } = (await call('POST', '/api/v2/tasks', { body })).json as { id: string }
      await call('DELETE', `/api/v2/orgs/${orgId}`)
      expect((await call('GET', `/api/v2/tasks/${id}`)).status, version).toBe(left)
    }
  })
})
