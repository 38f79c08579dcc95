import { InfluxDB, setLogger, type WriteApi, type WriteOptions } from '@influxdata/influxdb-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chooseTarget } from '../src/target/choose-target.ts'
import { type Obstacle, openObstacle } from './support/obstacle.ts'
import { servedEngine } from './support/served-engine.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

const server = await servedEngine()
const target = await (await chooseTarget({ env: server.env })).start({ allowWrite: true })
const quiet = setLogger({ error: () => {}, warn: () => {} })
let obstacle: Obstacle
beforeAll(async () => {
  obstacle = await openObstacle(target.url)
})
afterEach(() => obstacle.release())
afterAll(async () => {
  setLogger(quiet)
  await obstacle[Symbol.asyncDispose]()
  await target[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

/** The second table of docs/client-hazards.md. The server is held back, so that what was not waited for shows. */
describe(`hazards of WriteApi, embedded ${target.version}, served`, () => {
  const bench = useSuiteOrg(target, 'write-api-hazards')

  async function open(
    options: Partial<WriteOptions> = {},
  ): Promise<{ api: WriteApi; stored: () => Promise<number>; seen: () => number }> {
    const bucket = await bench.bucket()
    const from = obstacle.seen.length
    const api = new InfluxDB({ url: obstacle.url, token: target.token }).getWriteApi(
      bench.org.name,
      bucket.name,
      'ns',
      {
        flushInterval: 0,
        ...options,
      },
    )
    return { api, stored: async () => (await bench.rows(bucket)).length, seen: () => obstacle.seen.length - from }
  }

  function write(api: WriteApi, points: number): void {
    for (let at = 0; at < points; at++) api.writeRecord(`m v=${at} ${at}`)
  }

  test('999 points and flush: it waits for the request that it starts', async () => {
    const { api, stored, seen } = await open()
    obstacle.hold()
    write(api, 999)
    let flushed = false
    const flush = api.flush().then(() => {
      flushed = true
    })
    await expect.poll(seen, { interval: 5 }).toBe(1)
    expect(flushed).toBe(false)
    obstacle.release()
    await flush
    expect(await stored()).toBe(999)
    await api.close()
  })

  test('1000 points and flush: it has returned before anything is stored', async () => {
    const { api, stored } = await open()
    obstacle.hold()
    write(api, 1000)
    await api.flush()
    expect(await stored()).toBe(0)
    obstacle.release()
    await expect.poll(stored, { interval: 5 }).toBe(1000)
    await api.close()
  })

  for (const status of [500, 422]) {
    test(`1000 points, ${status}, flush and close: both resolve, nothing is tried again, all is lost`, async () => {
      const { api, stored, seen } = await open()
      obstacle.refuse(1, status)
      write(api, 1000)
      expect(await api.flush()).toBeUndefined()
      expect(await api.close()).toBeUndefined()
      await expect.poll(seen, { interval: 5 }).toBe(1)
      expect(await stored()).toBe(0)
    })
  }

  test('20 batches: 20 requests at once, without back-pressure', async () => {
    const { api, stored, seen } = await open({ batchSize: 10 })
    obstacle.hold()
    write(api, 200)
    await api.flush()
    await expect.poll(seen, { interval: 5 }).toBe(20)
    expect(await stored()).toBe(0)
    obstacle.release()
    await expect.poll(stored, { interval: 5 }).toBe(200)
    await api.close()
  })
})
