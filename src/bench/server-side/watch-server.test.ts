import { describe, expect, test } from 'vitest'
import { createInfluxClient } from '../../client/influx-client.ts'
import type { Transport } from '../../client/transport.ts'
import { type Clock, createManualClock } from '../../clock/index.ts'
import type { EngineOptions } from '../../engine/engine.ts'
import { createEngine } from '../../engine/engine.ts'
import { watchServer } from './watch-server.ts'

const startNs = 1_768_435_200_000_000_000n

/** An engine with one bucket; `refreshMs` makes /metrics show what was there that often only, as influxd does. */
async function openServer({ refreshMs = 0, flags }: { refreshMs?: number; flags?: EngineOptions['flags'] } = {}) {
  const clock = createManualClock(startNs)
  const engine = await createEngine({ ...(flags && { flags }) })
  let kept: { readonly at: bigint; readonly text: string } | undefined
  const transport: Transport = async (request) => {
    if (!request.url.endsWith('/metrics') || refreshMs === 0) return engine.fetch(request)
    const period = clock.nowNs() / (BigInt(refreshMs) * 1_000_000n)
    if (kept?.at !== period) kept = { at: period, text: await (await engine.fetch(request)).text() }
    return new Response(kept.text)
  }
  const setUp = createInfluxClient({ url: 'http://engine.invalid', transport })
  const { auth, bucket } = await setUp.setup.run({
    username: 'admin',
    password: 'a-password',
    org: 'o',
    bucket: 'b',
    token: 'a-token',
  })
  const client = createInfluxClient({ url: 'http://engine.invalid', token: auth.token, transport })
  const write = (body: string) => client.points.write({ org: 'o', bucket: 'b', precision: 's' }, body)
  return { clock, client, write, bucketIds: [bucket.id] }
}

/** Moves on when it is waited on, so that a wait takes no time. */
function selfMoving(clock: ReturnType<typeof createManualClock>): Clock {
  return {
    nowNs: clock.nowNs,
    schedule(delayMs, run) {
      const cancel = clock.schedule(delayMs, run)
      void clock.advance(delayMs)
      return cancel
    },
  }
}

describe('a watch on a server', () => {
  test('tells the points and requests of its time, and lists what is not published', async () => {
    const { client, write, bucketIds } = await openServer()
    await write('m,t=a f=1 1768435200')
    const watch = await watchServer(client, { pid: process.pid })
    await write('m,t=a f=1 1768435201\nm,t=b f=1 1768435201\nm,t=c f=1 1768435201')
    await write('m,t=a f=1 1768435202\nm,t=b f=1 1768435202')
    for (const options of [{ bucketIds }, {}]) {
      const side = await watch.finish({ ...options, acknowledged: 5 })
      expect(side).toMatchObject({ points: 5, pointErrors: 0, requests: 2, series: 3 })
      expect(side.cpuMs).toBeGreaterThanOrEqual(0)
      expect(side.residentBytes).toBeGreaterThan(1e6)
      expect(side).not.toHaveProperty('compactions')
      expect(side.missing).toEqual([
        'compactions: the server does not publish storage_compactions_duration_seconds_count',
        'cacheBytes: the server does not publish storage_cache_inuse_bytes',
        'heapBytes: the server does not publish go_memstats_heap_inuse_bytes',
      ])
    }
  })

  test('waits for figures that are refreshed every ten seconds', async () => {
    const { client, clock, write, bucketIds } = await openServer({ refreshMs: 10_000 })
    const watch = await watchServer(client, { clock: selfMoving(clock) })
    await write('m,t=a f=1 1768435200\nm,t=b f=1 1768435200')
    const side = await watch.finish({ bucketIds, acknowledged: 2 })
    expect(side).toMatchObject({ points: 2, series: 2 })
    expect(clock.nowNs() - startNs).toBe(10_000_000_000n)
  })

  test('waits no longer than it may, and then tells what the server says', async () => {
    const { client, clock, write, bucketIds } = await openServer({ refreshMs: 60_000 })
    const watch = await watchServer(client, { clock: selfMoving(clock) })
    await write('m,t=a f=1 1768435200')
    const side = await watch.finish({ bucketIds, acknowledged: 1 })
    expect(side).not.toHaveProperty('points')
    expect(side.missing).toContain('points: the server does not publish storage_shard_write_count')
    expect(clock.nowNs() - startNs).toBe(15_000_000_000n)
  })

  test('counts points of requests that were refused in part as errors', async () => {
    const { client, write, bucketIds } = await openServer()
    const watch = await watchServer(client)
    await write('m,t=a f=1 1768435200')
    await expect(write('m,t=a f=1i 1768435201\nm,t=a f=2 1768435202')).rejects.toThrow()
    expect(await watch.finish({ bucketIds })).toMatchObject({ points: 3, pointErrors: 2, requests: 2 })
  })

  test('lists all as missing, and waits for nothing, where metrics are switched off', async () => {
    const { client, clock, write } = await openServer({ flags: { metricsDisabled: true } })
    const watch = await watchServer(client, { clock: selfMoving(clock) })
    await write('m,t=a f=1 1768435200')
    const { missing, ...figures } = await watch.finish({ acknowledged: 1 })
    expect(figures).toEqual({})
    expect(missing).toHaveLength(9)
    expect(missing[0]).toMatch(/^points: \/metrics could not be read: .*403/)
    expect(missing.at(-1)).toBe(
      'residentBytes: the server does not publish process_resident_memory_bytes, and it was not started here',
    )
    expect(clock.nowNs()).toBe(startNs)
  })

  test('tells nothing of a bucket that is gone', async () => {
    const { client, write, bucketIds } = await openServer()
    await write('m,t=a f=1 1768435200')
    const watch = await watchServer(client)
    await client.buckets.remove(bucketIds[0] ?? '')
    const side = await watch.finish({ bucketIds })
    expect(side).not.toHaveProperty('points')
    expect(side.missing).toContain('points: the server does not publish storage_shard_write_count')
  })
})
