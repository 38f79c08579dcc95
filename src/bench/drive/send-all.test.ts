import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arrival } from '../workload/workload.ts'
import { sendAll } from './send-all.ts'
import { createVirtualPace } from './testing/virtual-pace.ts'

interface Sent {
  readonly index: number
  readonly fromMs: number
  readonly sentMs: number
  readonly endMs: number
}

/** A server that takes `serviceMs` for each request, and answers nothing in the 300 ms from `stallMs` on. */
async function sendThrough(options: {
  arrival: Arrival
  connections: number
  count: number
  serviceMs: number
  stallMs: number
}) {
  const { arrival, connections, count, serviceMs, stallMs } = options
  const pace = createVirtualPace()
  const sent: Sent[] = []
  const items = Array.from({ length: count }, (_, index) => ({ index }))
  const work = sendAll(items, {
    arrival,
    connections,
    pace,
    startMs: 0,
    async send({ index }, { fromMs }) {
      const sentMs = pace.nowMs()
      const wouldEnd = sentMs + serviceMs
      const endMs = wouldEnd >= stallMs && sentMs < stallMs + 300 ? Math.max(wouldEnd, stallMs + 300) : wouldEnd
      await pace.until(endMs)
      sent.push({ index, fromMs, sentMs, endMs })
    },
  })
  await pace.run(work)
  return sent.toSorted((a, b) => a.index - b.index)
}

const shape = fc.record({
  connections: fc.integer({ min: 1, max: 16 }),
  count: fc.integer({ min: 1, max: 200 }),
  serviceMs: fc.integer({ min: 1, max: 30 }),
  stallMs: fc.integer({ min: 0, max: 2000 }),
})

test('open: every batch that is due in a stall shows the rest of the stall', async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.integer({ min: 1, max: 500 }), async (given, batchesPerSecond) => {
      const sent = await sendThrough({ ...given, arrival: { kind: 'open', batchesPerSecond } })
      expect(sent.map(({ index }) => index)).toEqual(Array.from({ length: given.count }, (_, index) => index))
      for (const { index, fromMs, sentMs, endMs } of sent) {
        const dueMs = (index * 1000) / batchesPerSecond
        expect(fromMs).toBe(dueMs)
        expect(sentMs).toBeGreaterThanOrEqual(dueMs)
        const isDueInStall = dueMs >= given.stallMs && dueMs < given.stallMs + 300
        if (isDueInStall) expect(endMs - fromMs).toBeGreaterThanOrEqual(given.stallMs + 300 - dueMs)
      }
    }),
    { numRuns: 60 },
  )
})

test('open: a batch is sent when it is due as long as a connection is free', async () => {
  const sent = await sendThrough({
    arrival: { kind: 'open', batchesPerSecond: 50 },
    connections: 2,
    count: 20,
    serviceMs: 30,
    stallMs: 9999,
  })
  expect(sent.map(({ sentMs }) => sentMs)).toEqual(Array.from({ length: 20 }, (_, index) => index * 20))
})

test('open: what finds no free connection is sent late and counted from when it was due', async () => {
  const sent = await sendThrough({
    arrival: { kind: 'open', batchesPerSecond: 100 },
    connections: 1,
    count: 4,
    serviceMs: 30,
    stallMs: 9999,
  })
  expect(sent.map(({ sentMs }) => sentMs)).toEqual([0, 30, 60, 90])
  expect(sent.map(({ endMs, fromMs }) => endMs - fromMs)).toEqual([30, 50, 70, 90])
})

test('closed: a stall shows on as many batches as there are connections, and on no other', async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (given) => {
      const sent = await sendThrough({ ...given, arrival: { kind: 'closed' } })
      const slow = sent.filter(({ fromMs, endMs }) => endMs - fromMs > given.serviceMs)
      expect(slow.length).toBeLessThanOrEqual(given.connections)
      for (const { fromMs, sentMs } of sent) expect(fromMs).toBe(sentMs)
    }),
    { numRuns: 60 },
  )
})
