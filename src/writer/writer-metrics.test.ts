import { expect, test } from 'vitest'
import { MetricsRecorder } from './writer-metrics.ts'

const totals = { handedIn: 4, stored: 3, rejected: 1, unknown: 0, dropped: 0, pending: 0 }
const now = { breaker: 'closed', queueBytes: 0 } as const

test('the latency histogram counts every answer once, in the bucket of its time', () => {
  const metrics = new MetricsRecorder()
  for (const ms of [0.4, 1, 1.5, 7, 20, 20.1, 4_000_000]) metrics.answered(ms)
  const { latencyMs, successRate } = metrics.snapshot(totals, now)
  const filled = latencyMs.buckets.filter(({ count }) => count > 0).map(({ upToMs, count }) => [upToMs, count])
  expect(filled).toEqual([
    [1, 2],
    [2, 1],
    [10, 1],
    [20, 1],
    [50, 1],
    [3_600_000, 1],
  ])
  expect(latencyMs).toMatchObject({ count: 7, p50: 7 })
  expect(successRate).toBe(0.75)
})

test('a server that is reached again after it was lost counts as one reconnect', () => {
  const states: string[] = []
  const metrics = new MetricsRecorder((state) => states.push(state))
  for (const isReached of [true, false, false, true, true, false, true]) {
    if (isReached) metrics.answered(1)
    else metrics.unreachable()
  }
  expect(states).toEqual(['connected', 'disconnected', 'connected', 'disconnected', 'connected'])
  expect(metrics.snapshot(totals, now)).toMatchObject({ reconnects: 2, connection: 'connected' })
})
