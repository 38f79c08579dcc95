import { expect, test } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { systemSuite } from './support/system-suite.ts'

/** What ten detectors found in a home's events, by day, week and month. */
export function patternAggregatesSuite(target: StartedTarget): void {
  systemSuite(target, 'pattern-aggregates', ({ contract, verdicts, write }) => {
    test('ten measurements are declared, each with the detector that writes it', () => {
      const writers = contract.buckets.flatMap(({ measurements }) => measurements.map(({ writer }) => writer))
      expect(writers).toHaveLength(10)
      expect(writers.filter((writer) => writer === undefined)).toEqual([])
    })

    test('a frequency of another type is refused by the server, and the refusal is seen', async () => {
      const day = new Date().toISOString().slice(0, 10)
      const midnight = `${Date.parse(`${day}T00:00:00Z`)}000000`
      const tags = `date=${day},entity_id=light.attic,domain=light`
      await write('daily', `time_based_daily,${tags} frequency=1.5 ${midnight}`)
      await expect(write('daily', `time_based_daily,${tags} frequency=2i ${midnight}`)).rejects.toThrow(
        /field type conflict.*frequency/,
      )
      await expect
        .poll(() => verdicts('org/refused-writes'), { timeout: 10_000 })
        .toEqual({ 'org/refused-writes': expect.stringMatching(/^failed: 1 refused batch.*frequency/) })
    })
  })
}
