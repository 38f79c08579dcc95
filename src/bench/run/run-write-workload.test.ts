import { expect, test } from 'vitest'
import type { SinkFault } from '../sink/faulty-sink.ts'
import type { WriteWorkload } from '../workload/workload.ts'
import { runWriteWorkload } from './run-write-workload.ts'
import { faultyServer } from './testing/faulty-server.ts'

const batch = (points: number): WriteWorkload => ({
  kind: 'write',
  name: `batch-${points}`,
  title: 'a test',
  set: { shape: 'home-assistant', points, series: 10, batchPoints: 1000 },
  arrival: { kind: 'closed' },
  connections: 1,
  thresholds: [{ metric: 'elapsedMs', bound: 'at most', value: 5000 }],
})

async function measured(workload: WriteWorkload, fault?: SinkFault) {
  await using server = await faultyServer(fault)
  const { signal } = new AbortController()
  // Awaited here: the server ends with this function.
  return await runWriteWorkload(workload, { server, seed: 7, rounds: 1, signal, onStep: () => {} })
}

test('a server that keeps everything has figures of every contender, and a ceiling', async () => {
  const { contenders, problem, ceilingRatio, server } = await measured(batch(1000))
  expect(problem).toBeUndefined()
  expect(contenders.map(({ name }) => name)).toEqual([
    'writer',
    'plain-http',
    'official-client',
    'autocannon',
    'null-sink',
  ])
  for (const { summary } of contenders) expect(summary).toMatchObject({ success: 1 })
  expect(ceilingRatio).toBeGreaterThan(0)
  expect(server).toMatchObject({ points: 1000 })
})

test('one point in a thousand that is dropped leaves no contender a figure', async () => {
  const { contenders, problem, thresholds } = await measured(batch(1000), { kind: 'drop', oneIn: 1000 })
  const written = contenders.filter(({ name }) => name !== 'null-sink')
  expect(written.map(({ summary }) => summary)).toEqual(written.map(() => undefined))
  expect(problem).toContain('writer: all 1000 points were acknowledged, 1 of 1000 were not read back')
  expect(problem).toMatch(/missing: home_assistant_events,\S+ \w+ at \d{4}-/)
  expect(thresholds).toMatchObject([{ status: 'error', found: 'no figure' }])
})

test('one value in a thousand that is altered leaves no figure either', async () => {
  const { contenders, problem } = await measured(batch(1000), { kind: 'alter', oneIn: 1000 })
  expect(contenders[0]?.summary).toBeUndefined()
  expect(problem).toMatch(/writer: 1000 points were read back, and their content is another/)
  expect(problem).toMatch(/another value: home_assistant_events,/)
})

for (const points of [999, 1000, 1001]) {
  // At the same time: they wait most of theirs.
  test.concurrent(`a server that takes a second to answer takes every contender a second for ${points} points`, async () => {
    const { contenders, problem } = await measured(batch(points), { kind: 'slow', ms: 1000 })
    expect(problem).toBeUndefined()
    for (const { name, rounds, summary } of contenders.filter(({ name }) => name !== 'null-sink')) {
      expect(rounds[0]?.elapsedMs, name).toBeGreaterThanOrEqual(1000)
      expect(summary?.p50Ms, name).toBeGreaterThanOrEqual(999)
      expect(summary?.perSecond, name).toBeLessThanOrEqual(points)
    }
  }, 90_000)
}

test('lost acknowledgements are no acknowledgements: what they would have told is not counted', async () => {
  // The writer would send again for as long as it may; bodies that are due at a rate are sent once.
  const due = { ...batch(3000), arrival: { kind: 'open', batchesPerSecond: 100 } } as const
  const { contenders } = await measured(due, { kind: 'lose-answers' })
  expect(contenders[0]).toMatchObject({
    name: 'plain-http',
    rounds: [{ handedIn: 3000, acknowledged: 0, unknown: 3000, stored: { points: 3000 } }],
    summary: { success: 0, perSecond: 0 },
  })
})
