import { InfluxDB } from '@influxdata/influxdb-client'
import { OrgsAPI, SetupAPI } from '@influxdata/influxdb-client-apis'
import { afterAll, describe, expect, test } from 'vitest'
import { createEngine } from '../src/engine/engine.ts'
import { chooseTarget } from '../src/target/choose-target.ts'
import { officialClientSuite } from './official-client.suite.ts'
import { servedEngine } from './support/served-engine.ts'

const server = await servedEngine()
const target = await (await chooseTarget({ env: server.env })).start({ allowWrite: true })
afterAll(async () => {
  await target[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

describe(`embedded ${target.version}, served`, () => {
  officialClientSuite(target)

  test('SetupAPI sets a fresh server up, once, and its token is let in', async () => {
    await using engine = await createEngine()
    const { url } = await engine.listen()
    const api = new SetupAPI(new InfluxDB({ url }))
    expect(await api.getSetup()).toMatchObject({ allowed: true })
    const made = await api.postSetup({
      body: { username: 'admin', password: 'a-password', org: 'first', bucket: 'raw', retentionPeriodSeconds: 86_400 },
    })
    expect(made).toMatchObject({ user: { name: 'admin' }, org: { name: 'first' }, bucket: { name: 'raw' } })
    const orgs = new OrgsAPI(new InfluxDB({ url, token: made.auth?.token ?? '' }))
    expect((await orgs.getOrgs()).orgs).toEqual([expect.objectContaining({ name: 'first' })])
    expect(await api.getSetup()).toMatchObject({ allowed: false })
  })
})
