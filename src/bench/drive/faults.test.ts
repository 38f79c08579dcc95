import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createDriver } from './create-driver.ts'
import { officialClientDriver } from './official-client.ts'
import { drivenEngine, numberedSet, taskOf } from './testing/drive-engine.ts'

const soon = { minRetryDelay: 1, maxRetryDelay: 1, retryJitter: 1 }

for (const name of ['plain-http', 'autocannon'] as const) {
  test(`${name}: a body whose acknowledgement is lost is unknown and not sent again`, async () => {
    await using engine = await drivenEngine({ kind: 'lose-answers', from: 1, to: 1 })
    const driven = await createDriver(name).drive(taskOf(engine.server, numberedSet(700, 100), { connections: 1 }))
    expect(driven).toMatchObject({ acknowledged: 600, refused: 0, unknown: 100, requests: 7 })
    expect(driven.latencyUs.totalCount).toBe(7)
    expect(await engine.count()).toBe(700)
  })

  test(`${name}: nothing is acknowledged where every acknowledgement is lost`, async () => {
    await using engine = await drivenEngine({ kind: 'lose-answers' })
    const driven = await createDriver(name).drive(taskOf(engine.server, numberedSet(700, 100)))
    expect(driven).toMatchObject({ acknowledged: 0, refused: 0, unknown: 700, requests: 7, slices: [] })
    expect(await engine.count()).toBe(700)
  })
}

for (const name of ['plain-http', 'autocannon'] as const) {
  test(`${name}: a connection that the server ends without an answer costs the body that was on it, and no other`, async () => {
    let requests = 0
    const server = createServer((request, response) => {
      request.resume().once('end', () => {
        if (++requests % 3 === 0) request.socket.end()
        else response.writeHead(204).end()
      })
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const address = { url: `http://127.0.0.1:${port}`, org: 'o', bucket: 'b', token: 't' }
    const driven = await createDriver(name).drive(taskOf(address, numberedSet(1200, 100)))
    server.close()
    expect(driven).toMatchObject({ acknowledged: 800, refused: 0, unknown: 400, requests: 12 })
    expect(driven.latencyUs.totalCount).toBe(12)
  })
}

test('autocannon: a server without an answer in time leaves the points unknown', async () => {
  await using engine = await drivenEngine({ kind: 'slow', ms: 5000 })
  const driven = await createDriver('autocannon').drive(
    taskOf(engine.server, numberedSet(200, 100), { requestTimeoutMs: 1000 }),
  )
  expect(driven).toMatchObject({ acknowledged: 0, refused: 0, unknown: 200, requests: 2 })
})

test('writer: sends again what was not acknowledged', async () => {
  await using engine = await drivenEngine({ kind: 'lose-answers', from: 1, to: 1 })
  const driven = await createDriver('writer').drive(taskOf(engine.server, numberedSet(700, 100)))
  expect(driven).toMatchObject({ acknowledged: 700, refused: 0, unknown: 0, requests: 8 })
  expect(await engine.count()).toBe(700)
})

test('official-client: sends again what was not acknowledged, and says unknown when its retries are used up', async () => {
  await using engine = await drivenEngine({ kind: 'lose-answers', from: 0, to: 1 })
  const task = taskOf(engine.server, numberedSet(300, 100), { connections: 1 })
  const patient = await officialClientDriver({ ...soon, maxRetries: 2 }).drive(task)
  expect(patient).toMatchObject({ acknowledged: 300, unknown: 0, requests: 5 })
  await using other = await drivenEngine({ kind: 'lose-answers', from: 0, to: 1 })
  const hasty = await officialClientDriver({ ...soon, maxRetries: 1 }).drive({ ...task, server: other.server })
  expect(hasty).toMatchObject({ acknowledged: 200, refused: 0, unknown: 100, requests: 4 })
  expect(await other.count()).toBe(300)
})

const storm = { kind: 'storm', share: 0.4, retryAfterSeconds: 0 } as const

for (const driver of [createDriver('writer'), createDriver('plain-http'), officialClientDriver(soon)]) {
  test(`${driver.name}: comes through a storm of refusals`, async () => {
    await using engine = await drivenEngine(storm)
    const driven = await driver.drive(taskOf(engine.server, numberedSet(2000, 100)))
    expect(driven).toMatchObject({ acknowledged: 2000, refused: 0, unknown: 0 })
    expect(driven.requests).toBeGreaterThan(20)
    expect(await engine.count()).toBe(2000)
  })
}

test('autocannon: what is refused in a storm stays refused', async () => {
  await using engine = await drivenEngine(storm)
  const driven = await createDriver('autocannon').drive(taskOf(engine.server, numberedSet(2000, 100)))
  expect(driven.requests).toBe(20)
  expect(driven.refused).toBeGreaterThan(0)
  expect(driven.acknowledged + driven.refused).toBe(2000)
  expect(await engine.count()).toBe(driven.acknowledged)
})

test('plain-http: a server without an answer in time leaves the points unknown', async () => {
  await using engine = await drivenEngine({ kind: 'slow', ms: 1000 })
  const driven = await createDriver('plain-http').drive(
    taskOf(engine.server, numberedSet(200, 100), { requestTimeoutMs: 100 }),
  )
  expect(driven).toMatchObject({ acknowledged: 0, refused: 0, unknown: 200 })
  expect(driven.latencyUs.getValueAtPercentile(1)).toBeGreaterThanOrEqual(99_000)
})

test('plain-http, open: a stall of 300 ms shows on all batches that are due in it', async () => {
  await using engine = await drivenEngine({ kind: 'stall', from: 10, ms: 300 })
  const { latencyUs, ...driven } = await createDriver('plain-http').drive(
    taskOf(engine.server, numberedSet(400, 10), { arrival: { kind: 'open', batchesPerSecond: 100 } }),
  )
  expect(driven).toMatchObject({ acknowledged: 400, requests: 40 })
  expect(driven.elapsedMs).toBeGreaterThanOrEqual(390)
  // Twenty are due in the first 200 ms of it.
  expect(latencyUs.getValueAtPercentile(55)).toBeGreaterThanOrEqual(99_000)
  expect(latencyUs.maxValue).toBeGreaterThanOrEqual(298_000)
})
