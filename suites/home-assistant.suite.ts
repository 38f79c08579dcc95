import { expect, test } from 'vitest'
import type { FluxRow } from '../src/client/annotated-csv.ts'
import { formatTime } from '../src/client/rfc3339.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { systemSuite } from './support/system-suite.ts'

const hourNs = 3_600_000_000_000n

/** Home Assistant events with hourly, daily and monthly summaries. */
export function homeAssistantSuite(target: StartedTarget): void {
  systemSuite(target, 'home-assistant', ({ org, verdicts }) => {
    test('the hourly summary of each entity is what its events amount to', async () => {
      const rows = (flux: string) => target.client.flux.rows(org, flux)
      const latest = await rows(
        'from(bucket: "hourly_events") |> range(start: -3h) |> filter(fn: (r) => r._field == "event_count") |> group() |> last(column: "_time")',
      )
      const startNs = latest[0]?.values._time
      if (typeof startNs !== 'bigint') throw new Error('no hour was summarized')
      const range = `range(start: ${formatTime(startNs)}, stop: ${formatTime(startNs + hourNs)})`
      const expected = await rows(
        `from(bucket: "events") |> ${range} |> filter(fn: (r) => r._field == "state_value") |> group(columns: ["entity_id"]) |> count()`,
      )
      const summarized = await rows(
        `from(bucket: "hourly_events") |> ${range} |> filter(fn: (r) => r._field == "event_count") |> group(columns: ["entity_id"]) |> sum()`,
      )
      expect(byEntity(summarized).size).toBeGreaterThan(10)
      expect(byEntity(summarized)).toEqual(byEntity(expected))
    })

    test('a summary task that was switched off is named, and only it', async () => {
      const task = (await target.client.tasks.list(org)).find(({ name }) => name === 'daily_summaries')
      await target.client.tasks.update(task?.id ?? '', { status: 'inactive' })
      expect(await verdicts('task/*/active')).toEqual({
        'task/hourly_summaries/active': 'passed',
        'task/daily_summaries/active': 'failed: inactive',
        'task/monthly_summaries/active': 'passed',
      })
    })
  })
}

function byEntity(rows: readonly FluxRow[]): Map<unknown, unknown> {
  return new Map(
    rows.map(({ values }) => [String(values.entity_id), values._value] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
