import { describe, expect, test } from 'vitest'
import { startTestEngine, type TestEngine, testStartNs } from '../testing/test-engine.ts'
import { nextScheduled, offsetNs } from './schedule.ts'

const hourMs = 3_600_000
const ns = (iso: string) => BigInt(Date.parse(iso)) * 1_000_000n

describe('the next scheduled time', () => {
  const cases: readonly [schedule: { every?: string; cron?: string }, after: string, next: string][] = [
    [{ every: '1h' }, '2026-01-15T00:00:00Z', '2026-01-15T01:00:00Z'],
    [{ every: '1h' }, '2026-01-15T00:59:59.999Z', '2026-01-15T01:00:00Z'],
    [{ every: '90m' }, '2026-01-15T00:00:00Z', '2026-01-15T01:30:00Z'],
    [{ every: '1d' }, '2026-01-15T12:00:00Z', '2026-01-16T00:00:00Z'],
    [{ every: '1mo' }, '2026-01-31T12:00:00Z', '2026-02-01T00:00:00Z'],
    [{ every: '1y' }, '2026-01-31T12:00:00Z', '2027-01-01T00:00:00Z'],
    [{ cron: '0 3 * * *' }, '2026-01-15T03:00:00Z', '2026-01-16T03:00:00Z'],
    [{ cron: '*/15 * * * *' }, '2026-01-15T03:01:00Z', '2026-01-15T03:15:00Z'],
  ]
  for (const [schedule, after, next] of cases) {
    test(`${JSON.stringify(schedule)} after ${after} is ${next}`, () => {
      expect(nextScheduled(schedule, ns(after))).toBe(ns(next))
    })
  }

  test('an offset may be negative', () => {
    expect(offsetNs({ offset: '-10m' })).toBe(-600_000_000_000n)
    expect(offsetNs({})).toBe(0n)
  })
})

const copy = (every: string, extra = '') =>
  `option task = {name: "copy", every: ${every}${extra}}\n\nfrom(bucket: "b") |> range(start: -task.every) |> filter(fn: (r) => r._measurement == "m") |> set(key: "_measurement", value: "copied") |> to(bucket: "b")`

interface Task {
  readonly id: string
  readonly status: string
  readonly lastRunStatus?: string
}

interface Run {
  readonly status: string
  readonly scheduledFor: string
  readonly log: readonly { message: string }[]
}

async function makeTask(lab: TestEngine, flux: string): Promise<Task> {
  const { status, json, text } = await lab.call('POST', '/api/v2/tasks', { body: { orgID: lab.orgId, flux } })
  expect(status, text).toBe(201)
  return json as Task
}

async function runsOf(lab: TestEngine, { id }: Task): Promise<readonly Run[]> {
  const { json } = await lab.call('GET', `/api/v2/tasks/${id}/runs`)
  return (json as { runs: readonly Run[] }).runs
}

test('a task runs at whole multiples of its every, with now() the scheduled time', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  await lab.call('POST', '/api/v2/write?org=o&bucket=b', { body: `m f=1 ${testStartNs + 1_800_000_000_000n}` })
  await lab.clock.advance(3 * hourMs)
  const runs = await runsOf(lab, task)
  expect(runs.map((run) => [run.scheduledFor, run.status])).toEqual([
    ['2026-01-15T03:00:00Z', 'success'],
    ['2026-01-15T02:00:00Z', 'success'],
    ['2026-01-15T01:00:00Z', 'success'],
  ])
  const { text } = await lab.call('GET', `/query?db=b&q=${encodeURIComponent('SELECT count(f) FROM copied')}`)
  expect(text).toContain('["1970-01-01T00:00:00Z",1]')
})

test('an offset delays a run and leaves its scheduled time', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h', ', offset: 10m'))
  await lab.clock.advance(hourMs)
  expect(await runsOf(lab, task)).toEqual([])
  await lab.clock.advance(10 * 60_000)
  expect((await runsOf(lab, task)).map((run) => run.scheduledFor)).toEqual(['2026-01-15T01:00:00Z'])
})

test('an inactive task does not run, by schedule or by hand', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  await lab.call('PATCH', `/api/v2/tasks/${task.id}`, { body: { status: 'inactive' } })
  await lab.clock.advance(5 * hourMs)
  expect(await runsOf(lab, task)).toEqual([])
  const { status, json } = await lab.call('POST', `/api/v2/tasks/${task.id}/runs`, { body: {} })
  expect([status, json]).toEqual([400, { code: 'invalid', message: 'failed to force run: inactive task' }])
})

test('a failed run is recorded, is not tried again, and leaves the task active', async () => {
  const lab = await startTestEngine()
  const flux =
    'option task = {name: "bad", every: 1h, retry: 5}\n\nfrom(bucket: "gone") |> range(start: -1h) |> to(bucket: "b")'
  const task = await makeTask(lab, flux)
  await lab.clock.advance(hourMs)
  const runs = await runsOf(lab, task)
  expect(runs.map((run) => run.status)).toEqual(['failed'])
  expect(runs[0]?.log.map(({ message }) => message).slice(1)).toEqual([
    'Completed(failed)',
    'error exhausting result iterator: failed to initialize execute state: could not find bucket "gone"',
    'Task encountered unrecoverable error, requires admin action: error exhausting result iterator: failed to initialize execute state: could not find bucket "gone"',
  ])
  const { json } = await lab.call('GET', `/api/v2/tasks/${task.id}`)
  expect(json).toMatchObject({ status: 'active', lastRunStatus: 'failed' })
})

test('a second run of the same second is refused while the first waits', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  const body = { scheduledFor: '2026-01-14T12:00:00Z' }
  expect((await lab.call('POST', `/api/v2/tasks/${task.id}/runs`, { body })).status).toBe(201)
  const { status, json } = await lab.call('POST', `/api/v2/tasks/${task.id}/runs`, { body })
  expect([status, json]).toEqual([422, { code: 'conflict', message: 'failed to force run: run already queued' }])
})

test('a run that waits for its time can be canceled, and never happens', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  await lab.call('PATCH', `/api/v2/tasks/${task.id}`, { body: { every: '1d' } })
  const made = await lab.call('POST', `/api/v2/tasks/${task.id}/runs`, {
    body: { scheduledFor: '2026-01-15T06:00:00Z' },
  })
  const { id } = made.json as { id: string }
  expect((await lab.call('DELETE', `/api/v2/tasks/${task.id}/runs/${id}`)).status).toBe(200)
  await lab.clock.advance(8 * hourMs)
  expect(await runsOf(lab, task)).toEqual([])
})

test('a deleted task runs no more', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  expect((await lab.call('DELETE', `/api/v2/tasks/${task.id}`)).status).toBe(204)
  await lab.clock.advance(2 * hourMs)
  const { text } = await lab.call('POST', '/api/v2/query?org=o', {
    headers: { 'content-type': 'application/vnd.flux' },
    body: 'from(bucket: "_tasks") |> range(start: -1d)',
  })
  expect(text).toBe('\r\n')
})

test('a restored engine goes on with the tasks it had', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  const before = lab.engine.snapshot()
  await lab.call('DELETE', `/api/v2/tasks/${task.id}`)
  lab.engine.restore(before)
  await lab.clock.advance(hourMs)
  expect(await runsOf(lab, task)).toHaveLength(1)
})

test('every PATCH of the schedule rewrites the script', async () => {
  const lab = await startTestEngine()
  const task = await makeTask(lab, copy('1h'))
  const patch = async (body: object) => (await lab.call('PATCH', `/api/v2/tasks/${task.id}`, { body })).json
  expect(await patch({ cron: '0 3 * * *' })).toMatchObject({
    cron: '0 3 * * *',
    flux: expect.stringContaining('cron: "0 3 * * *"'),
  })
  const back = await patch({ every: '2h', name: 'renamed' })
  expect(back).toMatchObject({
    name: 'renamed',
    every: '2h',
    flux: expect.stringContaining('{name: "renamed", every: 2h}'),
  })
  expect(back).not.toHaveProperty('cron')
})
