import { FluxproofError } from '../../../errors/index.ts'
import type { LaunchNoise } from '../statistics/launch-noise.ts'
import type { GateMetric } from '../statistics/metric.ts'
import type { Calibration } from './calibration.ts'

/** Two-sided, 99 %. */
const normalQuantile = 2.576

/** How far launches differ, as calibrated. What their rounds explain is in it too: it is rather too much than too little. */
export function launchNoiseOf(calibration: Calibration, metric: GateMetric): LaunchNoise {
  const logs = calibration.launches[metric]
  if (logs === undefined) {
    throw new FluxproofError({
      operation: `read the noise of ${metric}`,
      expected: 'a calibration that has it',
      found: `one of ${Object.keys(calibration.launches).join(', ')}`,
      next: 'Calibrate again',
    })
  }
  // Around 0, not around their mean: base and head were the same.
  return { sd: Math.sqrt(logs.reduce((total, log) => total + log ** 2, 0) / logs.length), degrees: logs.length }
}

/** The share that one comparison in a hundred of a program with itself exceeds. */
export function noiseFloor(
  calibration: Calibration,
  metric: GateMetric,
  { launches }: { readonly launches: number },
): number {
  return Math.expm1((normalQuantile * launchNoiseOf(calibration, metric).sd) / Math.sqrt(launches))
}
