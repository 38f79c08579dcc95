import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../src/client/records.ts'
import { formatTime } from '../src/client/rfc3339.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

/** The schedule in a script, and how the server shows it. */
const schedules: readonly (readonly [option: string, shown: Readonly<Record<string, string>>])[] = [
  ['every: 1h', { every: '1h' }],
  ['every: 30m, offset: 5m', { every: '30m', offset: '5m' }],
  ['cron: "0 3 * * *"', { cron: '0 3 * * *' }],
]

const hourNs = 3_600_000_000_000n

/** Tasks: schedules, runs by hand, what they write, and how they fail. */
export function tasksSuite(target: StartedTarget): void {
  describe('tasks', () => {
    const bench = useSuiteOrg(target, 'tasks')
    const create = (option: string, script: string, status: 'active' | 'inactive' = 'active') =>
      bench.client.tasks.create({
        orgId: bench.org.id,
        flux: `option task = {name: "suite", ${option}}\n\n${script}`,
        status,
      })
    const idle = 'from(bucket: "_tasks") |> range(start: -1m)'

    /** Runs a task by hand and waits for the end of its run. */
    async function runToEnd(taskId: string): Promise<RunRecord> {
      const { id } = await bench.client.tasks.run(taskId)
      let last: RunRecord | undefined
      await expect
        .poll(
          async () => {
            last = await bench.client.tasks.getRun(taskId, id)
            return last.status
          },
          { timeout: 20_000, interval: 20 },
        )
        .toMatch(/^(?:success|failed|canceled)$/)
      if (last === undefined) throw new Error('the run was never read')
      return last
    }

    for (const [option, shown] of schedules) {
      test(`the schedule { ${option} } is shown as it was given`, async () => {
        const { id } = await create(option, idle)
        expect(await bench.client.tasks.get(id)).toMatchObject({ status: 'active', ...shown })
      })
    }

    test('a run by hand writes what its script says', async () => {
      const [from, to] = [await bench.bucket(), await bench.bucket()]
      const startNs = ((BigInt(Date.now()) * 1_000_000n) / hourNs) * hourNs - hourNs
      const lines = [1, 2, 6].map(
        (value, minute) => `reading,room=hall kw=${value} ${startNs + BigInt(minute) * 60_000_000_000n}`,
      )
      await bench.write(from, lines)
      const script = `from(bucket: "${from.name}") |> range(start: ${formatTime(startNs)}, stop: ${formatTime(startNs + hourNs)})
        |> aggregateWindow(every: 1h, fn: mean, timeSrc: "_start") |> to(bucket: "${to.name}")`
      const { id } = await create('every: 1h', script)
      const run = await runToEnd(id)
      expect(run).toMatchObject({ status: 'success' })
      const rows = await bench.rows(to)
      expect(rows.map(({ values }) => [values.room, values._time, values._value])).toEqual([['hall', startNs, 3]])
    })

    test('a run that fails is recorded as failed, with its reason', async () => {
      const script =
        'import "array"\n\narray.from(rows: [{_value: 1.0}]) |> map(fn: (r) => ({r with _value: die(msg: "no meter answers")}))'
      const { id } = await bench.client.tasks.create({
        orgId: bench.org.id,
        flux: script.replace('\n\n', '\n\noption task = {name: "fails", every: 1h}\n\n'),
      })
      await runToEnd(id)
      await expect
        .poll(async () => (await bench.client.tasks.get(id)).lastRunStatus, { timeout: 20_000, interval: 20 })
        .toBe('failed')
      const [run] = await bench.client.tasks.runs(id, 1)
      expect(run?.log?.map(({ message }) => message).join('\n')).toContain('no meter answers')
    })

    test('an inactive task is shown as inactive and can be switched on', async () => {
      const { id } = await create('every: 1h', idle, 'inactive')
      expect(await bench.client.tasks.get(id)).toMatchObject({ status: 'inactive' })
      expect(await bench.client.tasks.update(id, { status: 'active' })).toMatchObject({ status: 'active' })
    })

    test('a schedule below one second is refused with the reason', async () => {
      await expect(create('every: 500ms', idle)).rejects.toThrow(/every option must be at least 1 second/)
    })

    test('a script that cannot be parsed is refused', async () => {
      await expect(create('every: 1h', 'from(bucket: "b"')).rejects.toMatchObject({ kind: 'invalid' })
    })

    test('a task without a schedule is refused', async () => {
      const flux = `option task = {name: "suite"}\n\n${idle}`
      await expect(bench.client.tasks.create({ orgId: bench.org.id, flux })).rejects.toMatchObject({ kind: 'invalid' })
    })

    test('a removed task is gone', async () => {
      const { id } = await create('every: 1h', idle)
      await bench.client.tasks.remove(id)
      await expect(bench.client.tasks.get(id)).rejects.toMatchObject({ kind: 'not-found' })
    })
  })
}
