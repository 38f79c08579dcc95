import { describe, expect, test } from 'vitest'
import type { BucketRecord } from '../src/client/records.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

const events = 1_000
const withinMs = 5_000
/** Least part that must be stored: the goal of the systems this was made for. */
const success = 0.95

/** How the same events are cut into requests. */
const batches: readonly (readonly [name: string, size: number, writers: number])[] = [
  ['in one batch', 1_000, 1],
  ['in batches of 100, one after another', 100, 1],
  ['in batches of 100 by four writers at once', 100, 4],
]

/** 1000 events are acknowledged and read back within 5 s, however they are sent. */
export function throughputSuite(target: StartedTarget): void {
  describe('throughput', () => {
    const bench = useSuiteOrg(target, 'throughput')

    for (const [name, size, writers] of batches) {
      test(`${events} events ${name} are stored and read back within ${withinMs} ms`, async () => {
        const bucket = await bench.bucket()
        const started = performance.now()
        await writeAll(bucket, { size, writers })
        await expect
          .poll(() => countIn(bucket), { timeout: withinMs, interval: 20 })
          .toBeGreaterThanOrEqual(events * success)
        expect(performance.now() - started).toBeLessThanOrEqual(withinMs)
        // Acknowledged is stored: nothing is lost on a server that answers 204.
        expect(await countIn(bucket)).toBe(events)
      })
    }

    async function writeAll(
      bucket: BucketRecord,
      { size, writers }: { readonly size: number; readonly writers: number },
    ) {
      const nowMs = Date.now()
      const lines = Array.from(
        { length: events },
        (_, index) => `event,entity=sensor.${index % 20} value=${index / 10} ${nowMs - index}000000`,
      )
      const queue = Array.from({ length: Math.ceil(events / size) }, (_, at) => lines.slice(at * size, (at + 1) * size))
      const work = async () => {
        for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) await bench.write(bucket, batch)
      }
      await Promise.all(Array.from({ length: writers }, work))
    }

    async function countIn(bucket: BucketRecord): Promise<number> {
      const [row] = await bench.rows(bucket, '|> group() |> count()')
      return Number(row?.values._value ?? 0)
    }
  })
}
