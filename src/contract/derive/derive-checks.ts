import type { Check } from '../check.ts'
import type { Contract, DurationNs } from '../model.ts'
import { defaultLookback } from '../window.ts'
import { accessChecks } from './access-checks.ts'
import { bucketChecks } from './bucket-checks.ts'
import { lintChecks } from './lint-checks.ts'
import { measurementChecks } from './measurement-checks.ts'
import { serverChecks } from './server-checks.ts'
import { speedChecks } from './speed-checks.ts'
import { taskChecks } from './task-checks.ts'
import { applyWaivers } from './waivers.ts'

export interface DeriveOptions {
  /** The day in UTC, `2027-06-30`, that decides whether a waiver has expired. */
  readonly today: string
  /** How far back points are read; default `defaultLookback`, 24 h. */
  readonly lookback?: DurationNs
  /** Other contracts of the same organization that are verified together: their buckets are declared too. */
  readonly siblings?: readonly Contract[]
}

/** Every check of a contract, in the order of reports. Pure: the same contract and options give the same ids in the same order. */
export function deriveChecks(contract: Contract, options: DeriveOptions): Check[] {
  const { today, lookback = defaultLookback, siblings = [] } = options
  const checks = [
    ...serverChecks(contract, { lookback, siblings }),
    ...contract.buckets.flatMap((bucket) => [
      ...bucketChecks(contract, bucket),
      ...bucket.measurements.flatMap((measurement) => measurementChecks(contract, bucket, { measurement, lookback })),
    ]),
    ...accessChecks(contract),
    ...taskChecks(contract),
    ...speedChecks(contract),
    ...lintChecks(contract),
  ]
  return applyWaivers(checks, contract, today)
}
