import { expect, test } from 'vitest'
import { createDriver } from './create-driver.ts'
import { driverNames } from './driver.ts'
import { drivenEngine, numberedSet, taskOf } from './testing/drive-engine.ts'

const sizes = [999, 1000, 1001]

for (const name of driverNames) {
  test(`${name}: what it says is what the server shows, around a full batch`, async () => {
    const cases = sizes.flatMap((count) => [1000, 100].map((batchPoints) => ({ count, batchPoints })))
    await Promise.all(
      cases.map(async ({ count, batchPoints }) => {
        await using engine = await drivenEngine()
        const driven = await createDriver(name).drive(taskOf(engine.server, numberedSet(count, batchPoints)))
        const requests = Math.ceil(count / batchPoints)
        expect(driven).toMatchObject({ acknowledged: count, refused: 0, unknown: 0, requests })
        expect(await engine.count()).toBe(count)
        expect(driven.latencyUs.totalCount).toBe(requests)
        expect(driven.slices.reduce((total, points) => total + points, 0)).toBe(count)
        expect(driven.elapsedMs).toBeGreaterThan(0)
        expect(driven.cpuMs).toBeGreaterThan(0)
      }),
    )
  })

  test(`${name}: a server that answers in a second shows at least a second, around a full batch`, async () => {
    await Promise.all(
      sizes.map(async (count) => {
        await using engine = await drivenEngine({ kind: 'slow', ms: 1000 })
        const driven = await createDriver(name).drive(taskOf(engine.server, numberedSet(count, 1000)))
        expect(driven).toMatchObject({ acknowledged: count, refused: 0, unknown: 0 })
        expect(driven.elapsedMs).toBeGreaterThanOrEqual(1000)
        expect(driven.latencyUs.getValueAtPercentile(1)).toBeGreaterThanOrEqual(1_000_000)
      }),
    )
  })

  test(`${name}: compressed bodies are stored too`, async () => {
    await using engine = await drivenEngine()
    const driven = await createDriver(name).drive(taskOf(engine.server, numberedSet(250, 100), { gzip: true }))
    expect(driven).toMatchObject({ acknowledged: 250, requests: 3 })
    expect(await engine.count()).toBe(250)
  })

  test(`${name}: points are refused where the server refuses the token`, async () => {
    await using engine = await drivenEngine()
    const server = { ...engine.server, token: 'another' }
    const driven = await createDriver(name).drive(taskOf(server, numberedSet(250, 100)))
    expect(driven).toMatchObject({ acknowledged: 0, refused: 250, unknown: 0, slices: [] })
    expect(await engine.count()).toBe(0)
  })

  test(`${name}: ends with the reason of its signal`, async () => {
    await using engine = await drivenEngine({ kind: 'slow', ms: 20_000 })
    const stop = new AbortController()
    const reason = new Error('stopped by the test')
    const driving = createDriver(name).drive(taskOf(engine.server, numberedSet(250, 100), { signal: stop.signal }))
    setImmediate(() => stop.abort(reason))
    await expect(driving).rejects.toBe(reason)
  })
}

for (const name of ['writer', 'official-client', 'autocannon'] as const) {
  test(`${name}: refuses to be paced`, async () => {
    const task = taskOf({ url: 'http://127.0.0.1:9', org: 'o', bucket: 'b', token: 't' }, numberedSet(10, 10), {
      arrival: { kind: 'open', batchesPerSecond: 10 },
    })
    await expect(createDriver(name).drive(task)).rejects.toThrow(/expected a closed arrival.*found an open/)
  })
}
