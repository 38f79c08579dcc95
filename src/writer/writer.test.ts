import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Transport } from '../client/transport.ts'
import { createManualClock } from '../clock/index.ts'
import { drive } from './testing/drive.ts'
import { bucket, engineBucket, org, token } from './testing/engine-bucket.ts'
import { createWriter } from './writer.ts'

const target = { org, bucket, token }

for (const count of [1, 999, 1000, 1001, 3000]) {
  test(`flush of ${count} points resolves when all are stored`, async () => {
    await using server = await engineBucket()
    const { url } = await server.engine.listen({ port: 0 })
    await using writer = createWriter({ ...target, url, gzip: count % 2 === 0 })
    for (let index = 0; index < count; index++)
      await writer.write(`m,k=a v=${index} ${1_700_000_000_000_000_000 + index * 1000}`)
    const { totals, complete, notStored } = await writer.flush()
    expect(totals).toEqual({ handedIn: count, stored: count, rejected: 0, unknown: 0, dropped: 0, pending: 0 })
    expect({ complete, notStored }).toEqual({ complete: true, notStored: [] })
    expect(await server.values()).toHaveLength(count)
  })
}

test('a type conflict rejects exactly the points that have it', async () => {
  await using server = await engineBucket()
  const { url } = await server.engine.listen({ port: 0 })
  await using writer = createWriter({ ...target, url })
  await writer.write('m v=1 1000')
  await writer.flush()
  for (let index = 2; index < 100; index++)
    await writer.write(index % 10 === 0 ? `m v="x" ${index}000` : `m v=1 ${index}000`)
  const { totals, notStored } = await writer.close()
  expect(totals).toMatchObject({ handedIn: 99, stored: 90, rejected: 9, unknown: 0 })
  expect(new Set(notStored.map(({ rule }) => rule))).toEqual(new Set(['type-conflict']))
  expect(notStored.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((ten) => `m v="x" ${ten}0000`))
  expect(await server.values()).toHaveLength(90)
})

test('two type conflicts of different fields are both found', async () => {
  await using server = await engineBucket()
  await using writer = createWriter({
    ...target,
    url: 'http://engine.invalid',
    transport: (request) => server.engine.fetch(request),
  })
  await writer.write('m a=1,b=1 1000')
  await writer.flush()
  await writer.write('m a="x" 2000')
  await writer.write('m a=1 3000')
  await writer.write('m b="x" 4000')
  await writer.write('m b=1 5000')
  const { notStored, totals } = await writer.close()
  expect(notStored.map(({ line }) => line).sort()).toEqual(['m a="x" 2000', 'm b="x" 4000'])
  expect(totals).toMatchObject({ stored: 3, rejected: 2 })
})

test('expired points are rejected, those beside them stored', async () => {
  const now = 1_700_000_000_000_000_000n
  const clock = createManualClock(now)
  await using server = await engineBucket({ clock, retentionSeconds: 86_400 })
  await using writer = createWriter({
    ...target,
    clock,
    url: 'http://engine.invalid',
    transport: (request) => server.engine.fetch(request),
  })
  for (let day = 0n; day < 10n; day++) await writer.write(`m v=1 ${now - day * 86_400_000_000_000n * 2n}`)
  const { totals, notStored } = await drive(clock, writer.close())
  expect(totals).toMatchObject({ handedIn: 10, stored: 1, rejected: 9 })
  expect(new Set(notStored.map(({ rule }) => rule))).toEqual(new Set(['expired']))
})

test('a point that no server takes as given is rejected before it is sent', async () => {
  await using server = await engineBucket()
  await using writer = createWriter({
    ...target,
    url: 'http://engine.invalid',
    transport: (request) => server.engine.fetch(request),
  })
  const bad = ['#m v=1', 'm v=NaN', 'm,time=a v=1', 'm', 'm v=1\nm v=2', 'm,k=a\\ v=1 1']
  for (const line of bad) expect([line, await writer.write(line)]).toEqual([line, 'rejected'])
  expect(
    writer.tryWrite({ measurement: 'm', tags: [['k', 'C:\\']], fields: [['v', { type: 'float', value: 1 }]] }),
  ).toBe('rejected')
  expect(await writer.write('m v=1')).toBe('queued')
  const { totals } = await writer.flush()
  expect(totals).toMatchObject({ handedIn: 8, stored: 1, rejected: 7 })
})

test('writing after close is an error, closing again is not', async () => {
  const writer = createWriter({
    ...target,
    url: 'http://engine.invalid',
    transport: async () => new Response(null, { status: 204 }),
  })
  const first = await writer.close()
  expect(await writer.close()).toBe(first)
  await expect(writer.write('m v=1')).rejects.toThrow(/expected an open writer/)
  expect(() => writer.tryWrite('m v=1')).toThrow(/expected an open writer/)
})

test('a full writer says so, and lets those who wait in once there is room', async () => {
  const clock = createManualClock(1n)
  const answers: (() => void)[] = []
  const transport: Transport = () =>
    new Promise((resolve) => answers.push(() => resolve(new Response(null, { status: 204 }))))
  const writer = createWriter({
    ...target,
    url: 'http://x.invalid',
    clock,
    transport,
    maxPoints: 10,
    batchPoints: 5,
    maxInFlight: 1,
  })
  for (let index = 1; index <= 10; index++) expect(writer.tryWrite(`m v=1 ${index}`)).toBe('queued')
  expect(writer.tryWrite('m v=1 11')).toBe('full')
  const waiting = writer.write('m v=1 12')
  expect(writer.totals()).toMatchObject({ handedIn: 10, pending: 10 })
  await expect.poll(() => answers.length).toBe(1)
  expect(writer.metrics()).toMatchObject({ inFlightRequests: 1, queueDepth: 10 })
  answers.shift()?.()
  expect(await waiting).toBe('queued')
  let isClosed = false
  const closed = writer.close().finally(() => {
    isClosed = true
  })
  await expect
    .poll(() => {
      answers.shift()?.()
      return isClosed
    })
    .toBe(true)
  await closed
  expect(writer.totals()).toEqual({ handedIn: 11, stored: 11, rejected: 0, unknown: 0, dropped: 0, pending: 0 })
})

test('whatever the faults, totals add up, nothing acknowledged is lost and the newest value of a key wins', async () => {
  const faults = [
    'none',
    'none',
    'none',
    '429',
    '503',
    '500',
    'refuse',
    'commit then drop',
    'commit then 500',
    'hang',
    'half then 500',
    '413',
  ] as const
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...faults), { maxLength: 12 }),
      fc.array(fc.record({ key: fc.nat(6), bad: fc.boolean() }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 3 }),
      async (schedule, writes, maxInFlight) => {
        const clock = createManualClock(1_700_000_000_000_000_000n)
        await using server = await engineBucket({ clock })
        await server.client.points.write({ org, bucket }, 'm,k=first v=1 1')
        let ordinal = 0
        const transport: Transport = async (request) => {
          const fault = schedule[ordinal++] ?? 'none'
          const text = await request.clone().text()
          const resend = (body: string) =>
            server.engine.fetch(new Request(request.url, { method: 'POST', headers: request.headers, body }))
          switch (fault) {
            case 'none':
              return resend(text)
            case '429':
              return new Response(null, { status: 429, headers: { 'retry-after': '2' } })
            case '413':
              return text.includes('\n') ? new Response(null, { status: 413 }) : resend(text)
            case '503':
            case '500':
              return new Response(null, { status: Number(fault) })
            case 'refuse':
              throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
            case 'commit then drop':
              await resend(text)
              throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
            case 'commit then 500':
              await resend(text)
              return new Response(null, { status: 500 })
            case 'half then 500': {
              const lines = text.split('\n')
              await resend(lines.slice(0, lines.length >> 1).join('\n'))
              return new Response(null, { status: 500 })
            }
            case 'hang':
              return new Promise(() => undefined)
          }
        }
        const writer = createWriter({
          ...target,
          url: 'http://engine.invalid',
          clock,
          transport,
          random: () => 0.5,
          batchPoints: 4,
          maxInFlight,
          maxPoints: 12,
          deadlineMs: 3_600_000,
        })
        const newest = new Map<number, number>()
        await drive(
          clock,
          (async () => {
            for (const [index, { key, bad }] of writes.entries()) {
              await writer.write(bad ? `m,k=k${key} v="conflict" ${key + 1}` : `m,k=k${key} v=${index} ${key + 1}`)
              if (!bad) newest.set(key, index)
            }
          })(),
        )
        const { totals, notStored } = await drive(clock, writer.close(), 200)
        const conflicts = writes.filter(({ bad }) => bad).length
        expect(totals).toEqual({
          handedIn: writes.length,
          stored: writes.length - conflicts,
          rejected: conflicts,
          unknown: 0,
          dropped: 0,
          pending: 0,
        })
        expect(notStored.every(({ rule }) => rule === 'type-conflict')).toBe(true)
        const rows = (await server.values()).filter(({ k }) => k !== 'first')
        const found = new Map(rows.map((row) => [Number(String(row.k).slice(1)), row._value]))
        expect(found).toEqual(newest)
      },
    ),
    { numRuns: 60, seed: 20_260 },
  )
})
