import { expect, test } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { systemSuite } from './support/system-suite.ts'

/** Home Assistant events with weather, sports and system data. */
export function homeiqSuite(target: StartedTarget): void {
  systemSuite(target, 'homeiq', ({ org, verdicts, write }) => {
    test('a duration written as float where it is an integer is refused by the server', async () => {
      const tags = 'entity_id=light.attic,domain=light,time_of_day=morning'
      await write('home_assistant_events', `home_assistant_events,${tags} state_value="on",duration_seconds=5i`)
      await expect(
        write('home_assistant_events', `home_assistant_events,${tags} state_value="off",duration_seconds=5.5`),
      ).rejects.toThrow(/field type conflict.*duration_seconds/)
    })

    test('the 30 days of the first init script are not the 365 of the contract', async () => {
      const found = await target.client.buckets.find(org, 'home_assistant_events')
      if (found.state !== 'present') throw new Error('the bucket of the events is missing')
      const rule = { type: 'expire', everySeconds: 30 * 86_400, shardGroupDurationSeconds: 7 * 86_400 } as const
      await target.client.buckets.update(found.record.id, { retentionRules: [rule] })
      expect(await verdicts('bucket/*/retention')).toEqual({
        'bucket/home_assistant_events/retention': 'failed: 30d',
        'bucket/sports_data/retention': 'passed',
        'bucket/weather_data/retention': 'passed',
        'bucket/system_metrics/retention': 'passed',
      })
    })
  })
}
