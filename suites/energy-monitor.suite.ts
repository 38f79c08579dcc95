import { expect, test } from 'vitest'
import { deriveChecks } from '../src/contract/derive/derive-checks.ts'
import { load } from '../src/contract/testing/five-systems.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { systemSuite } from './support/system-suite.ts'

/** Lines of the writers that do not keep the contract. */
const strangers = [
  'appliance_prediction,appliance=fridge,building=bldg_1 watts=42',
  'sensor_reading,building=bldg_1 power=1.2',
  'energy_reading,device=main value=3',
  'smoke_test,run=1 value=1i',
]

/** Meter readings and the appliance predictions made from them. */
export function energyMonitorSuite(target: StartedTarget): void {
  systemSuite(target, 'energy-monitor', ({ verdicts, write }) => {
    test('names of buckets come from the environment, ids of checks do not', () => {
      const ids = (env: Readonly<Record<string, string>>) =>
        deriveChecks(load('energy-monitor', env), { today: '2026-01-01' }).map(({ id }) => id)
      const other = { INFLUX_BUCKET_RAW: 'staging_raw', INFLUX_BUCKET_PRED: 'staging_predictions' }
      expect(load('energy-monitor', other).buckets.map(({ name }) => name)).toEqual([
        'staging_raw',
        'staging_predictions',
      ])
      expect(ids(other)).toEqual(ids({}))
    })

    test('a prediction outside its confidence is named with its appliance', async () => {
      const tags = 'building_id=bldg_1,appliance_id=kettle,model_version=v1.2.0'
      await write('predictions', `prediction,${tags} predicted_kw=2,confidence=1.2`)
      const found = await verdicts('measurement/predictions/prediction/field/confidence/range')
      expect(Object.values(found)).toEqual([expect.stringMatching(/^failed: 1\.2 in .*appliance_id=kettle/)])
    })

    test('what the other three writers of predictions write is undeclared', async () => {
      await write('predictions', ...strangers)
      expect(await verdicts('bucket/predictions/undeclared-measurements')).toEqual({
        'bucket/predictions/undeclared-measurements': expect.stringMatching(
          /^failed: (?=.*appliance_prediction)(?=.*sensor_reading)(?=.*energy_reading)(?=.*smoke_test)/,
        ),
      })
    })
  })
}
