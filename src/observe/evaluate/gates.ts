import type { BucketRecord } from '../../client/records.ts'
import type { Check } from '../../contract/check.ts'
import type { BucketRef } from '../../contract/model.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { measurementNeed, profileKey } from '../needs.ts'
import type { Observation, SeriesFact } from '../observation.ts'
import type { Reading } from '../reading.ts'
import { passed, skipped, undecided } from './verdicts.ts'
import { roughly } from './words.ts'

/** Judges a value that was read; a read that failed is undecided, and so is one that never happened. */
export function withValue<T>(check: Check, reading: Reading<T> | undefined, judge: (value: T) => Verdict): Verdict {
  if (reading === undefined) return undecided(check, { reason: 'it was not read', next: 'Run it again' })
  return reading.ok ? judge(reading.value) : undecided(check, reading)
}

/** Judges in an org that exists. Where it does not, its own check fails, and only that one. */
export function inOrg(check: Check, { org }: Observation, judge: () => Verdict): Verdict {
  return withValue(check, org, ({ name, state }) =>
    state === 'absent' ? skipped(check, `the org ${name} does not exist`) : judge(),
  )
}

/** Judges a bucket that exists. A missing one fails its own check, and only that one; a hidden one is undecided. */
export function inBucket(
  check: Check & { readonly bucket: BucketRef },
  observation: Observation,
  judge: (record: BucketRecord) => Verdict,
): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.buckets, ({ readable, hidden }) => {
      const { name } = check.bucket
      const record = readable.get(name)
      if (record !== undefined) return judge(record)
      if (hidden.has(name)) return undecided(check, hiddenBucket(name))
      return skipped(check, `the bucket ${name} does not exist`)
    }),
  )
}

export function hiddenBucket(name: string): { readonly reason: string; readonly next: string } {
  return {
    reason: `the bucket ${name} exists, but the token may not read it`,
    next: `Use a token that may read the bucket ${name}`,
  }
}

/** Judges the series of a measurement that has points in its window. An empty one fails its own check, and only that one. */
export function inMeasurement(
  check: Check & { readonly bucket: BucketRef; readonly measurement: string; readonly window: bigint },
  observation: Observation,
  judge: (series: readonly SeriesFact[], record: BucketRecord) => Verdict,
): Verdict {
  return inBucket(check, observation, (record) => {
    const { bucket, windowNs, measurement } = measurementNeed(check)
    return withValue(check, observation.profiles.get(profileKey(bucket, windowNs)), (profile) => {
      const series = profile.get(measurement)
      if (series !== undefined) return judge(series, record)
      return skipped(check, `${measurement} has no point in the last ${roughly(windowNs)}`)
    })
  })
}

/** Fails with the facts, or passes where there are none. */
export function unless<T>(offence: T | undefined, check: Check, fail: (offence: T) => Verdict): Verdict {
  return offence === undefined ? passed(check) : fail(offence)
}
