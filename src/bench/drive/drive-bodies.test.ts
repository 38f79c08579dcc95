import { expect, test } from 'vitest'
import { createFaultProxy } from '../../fault/fault-proxy.ts'
import { bucket, engineBucket, org, token } from '../../writer/testing/engine-bucket.ts'
import { createDriver } from './create-driver.ts'
import { drivenEngine, numberedSet, taskOf } from './testing/drive-engine.ts'

for (const name of ['plain-http', 'autocannon'] as const) {
  test(`${name}: sends every body exactly once`, async () => {
    await using stored = await engineBucket()
    const proxy = createFaultProxy({ upstream: (request) => stored.engine.fetch(request) })
    await using listening = await proxy.listen()
    const set = numberedSet(1130, 100)
    const server = { url: listening.url, org, bucket, token }
    await createDriver(name).drive(taskOf(server, set, { connections: 5 }))
    const arrived = proxy.ledger.entries.map(({ forwarded }) => forwarded)
    expect(new Set(arrived)).toEqual(new Set(set.batches.map(({ lines }) => lines.join('\n'))))
    expect(arrived).toHaveLength(12)
  })

  test(`${name}: threads share the bodies and add up`, async () => {
    await using engine = await drivenEngine()
    const driven = await createDriver(name).drive(taskOf(engine.server, numberedSet(1130, 100), { threads: 3 }))
    expect(driven).toMatchObject({ acknowledged: 1130, refused: 0, unknown: 0, requests: 12 })
    expect(driven.latencyUs.totalCount).toBe(12)
    expect(driven.slices.reduce((total, points) => total + points, 0)).toBe(1130)
    expect(await engine.count()).toBe(1130)
  })

  test(`${name}: more threads and connections than bodies do no harm`, async () => {
    await using engine = await drivenEngine()
    const driven = await createDriver(name).drive(
      taskOf(engine.server, numberedSet(15, 10), { threads: 8, connections: 16 }),
    )
    expect(driven).toMatchObject({ acknowledged: 15, requests: 2 })
  })
}

test('plain-http, open: threads keep one schedule', async () => {
  await using engine = await drivenEngine()
  const driven = await createDriver('plain-http').drive(
    taskOf(engine.server, numberedSet(100, 10), { threads: 2, arrival: { kind: 'open', batchesPerSecond: 50 } }),
  )
  expect(driven).toMatchObject({ acknowledged: 100, requests: 10 })
  expect(driven.elapsedMs).toBeGreaterThanOrEqual(180)
})

test('threads end with the reason of the signal', async () => {
  await using engine = await drivenEngine({ kind: 'slow', ms: 20_000 })
  const stop = new AbortController()
  const reason = new Error('stopped by the test')
  const task = taskOf(engine.server, numberedSet(40, 10), { threads: 2, signal: stop.signal })
  const driving = createDriver('plain-http').drive(task)
  setImmediate(() => stop.abort(reason))
  await expect(driving).rejects.toBe(reason)
})

test('plain-http, open: ends with the reason of the signal before anything is due', async () => {
  await using engine = await drivenEngine()
  const stop = new AbortController()
  const reason = new Error('stopped by the test')
  const arrival = { kind: 'open', batchesPerSecond: 0.01 } as const
  const driving = createDriver('plain-http').drive(
    taskOf(engine.server, numberedSet(40, 10), { arrival, signal: stop.signal }),
  )
  setImmediate(() => stop.abort(reason))
  await expect(driving).rejects.toBe(reason)
})
