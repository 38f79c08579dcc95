import { expect, test } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { systemSuite } from './support/system-suite.ts'

/** Device, energy and health telemetry of building control. */
export function grayLogicSuite(target: StartedTarget): void {
  systemSuite(target, 'gray-logic', ({ verdicts, write }) => {
    test('a free point of any measurement is legal', async () => {
      await write('metrics', 'door_events,door=front opened=true,count=3i')
      const found = await verdicts('bucket/metrics/*')
      expect(Object.values(found)).not.toContainEqual(expect.stringMatching(/^failed/))
    })

    test('a device id with capitals is named by the pattern that it breaks', async () => {
      await write('metrics', 'energy,device_id=HVAC_Main power_watts=450')
      expect(await verdicts('measurement/metrics/energy/tag/device_id/pattern')).toEqual({
        'measurement/metrics/energy/tag/device_id/pattern': expect.stringContaining('HVAC_Main'),
      })
    })

    test('an energy point without its power is missed', async () => {
      await write('metrics', 'energy,device_id=pump-pool energy_kwh=12.3')
      expect(await verdicts('measurement/metrics/energy/field/power_watts/required')).toEqual({
        'measurement/metrics/energy/field/power_watts/required': expect.stringMatching(
          /^failed: 1 of \d+ points lack it/,
        ),
      })
    })
  })
}
