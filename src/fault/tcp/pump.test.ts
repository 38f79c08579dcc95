import { PassThrough, Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVirtualTime } from '../../conformance/virtual-time.ts'
import { pump } from './pump.ts'
import { Shaper } from './shaper.ts'
import type { TcpFault } from './tcp-fault.ts'

const share = (slice: number) => ((slice * 7919) % 101) / 101

/** What arrives, and at which ms of virtual time. */
async function arrivals(fault: TcpFault, pieces: readonly Buffer[]) {
  const { clock, drive } = createVirtualTime(0n)
  const came: { readonly atMs: number; readonly bytes: Buffer }[] = []
  const sink = new Writable({
    write(bytes: Buffer, _, done) {
      came.push({ atMs: Number(clock.nowNs()) / 1e6, bytes })
      done()
    },
  })
  const shaper = new Shaper({ fault, share })
  const settled = await drive(
    pump(Readable.from(pieces, { objectMode: false }), sink, {
      shaper,
      clock,
      isSilent: () => false,
      onSpent: () => undefined,
      onCarried: () => undefined,
    }),
    86_400_000,
  )
  return { came, settled }
}

test('under latency, jitter, bandwidth and slicing every byte arrives, in order', async () => {
  const fault = fc.record(
    {
      latencyMs: fc.nat(200),
      jitterMs: fc.nat(200),
      bytesPerSecond: fc.integer({ min: 500, max: 1_000_000 }),
      sliceBytes: fc.integer({ min: 50, max: 5000 }),
    },
    { requiredKeys: [] },
  )
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 3000 }).map(Buffer.from), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fault, pieces, async (given, sent) => {
      const { came, settled } = await arrivals(given, sent)
      expect(settled).toBe(true)
      expect(Buffer.concat(came.map(({ bytes }) => bytes)).equals(Buffer.concat(sent))).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a link of 1000 bytes a second needs 10 seconds of its clock for 10 000 bytes', async () => {
  const { came } = await arrivals({ bytesPerSecond: 1000 }, [Buffer.alloc(4000), Buffer.alloc(6000)])
  expect(came.at(-1)?.atMs).toBeCloseTo(10_000, 0)
  for (const [index, { atMs }] of came.entries()) {
    const until = came.slice(0, index + 1).reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(until).toBeLessThanOrEqual(atMs + 1)
  }
})

test('latency delays each byte once, however many pieces are under way', async () => {
  const { came } = await arrivals(
    { latencyMs: 80 },
    Array.from({ length: 10 }, () => Buffer.alloc(100)),
  )
  expect(new Set(came.map(({ atMs }) => Math.round(atMs)))).toEqual(new Set([80]))
})

test('what waits for its moment is bounded', async () => {
  const { clock, drive } = createVirtualTime(0n)
  const source = new PassThrough({ highWaterMark: 65_536 })
  const carrying = pump(source, new Writable({ write: (_, __, done) => done() }), {
    shaper: new Shaper({ fault: { latencyMs: 1000 }, share }),
    clock,
    isSilent: () => false,
    onSpent: () => undefined,
    onCarried: () => undefined,
  })
  let taken = 0
  const feed = async () => {
    for (; taken < 40; taken++) {
      if (!source.write(Buffer.alloc(65_536))) await new Promise((resolve) => source.once('drain', resolve))
    }
    source.end()
  }
  const feeding = feed()
  await drive(new Promise(() => undefined), 900)
  expect(taken).toBeGreaterThan(2)
  expect(taken).toBeLessThan(10)
  expect(await drive(Promise.all([feeding, carrying]), 60_000)).toBe(true)
  expect(taken).toBe(40)
})
