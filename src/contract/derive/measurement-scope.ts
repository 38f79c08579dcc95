import type { Bucket, Contract, DurationNs, Measurement } from '../model.ts'

/** What the checks of a measurement, its tags and its fields share. */
export interface MeasurementScope {
  readonly contract: Contract
  readonly bucket: Bucket
  readonly measurement: Measurement
  /** How far back its points are read. */
  readonly window: DurationNs
}
