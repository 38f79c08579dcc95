import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { formatDuration } from '../duration.ts'
import type { Bucket, Contract, DurationNs, Measurement } from '../model.ts'
import { positionOf } from '../position.ts'
import { windowOf } from '../window.ts'
import { fieldChecks } from './field-checks.ts'
import type { MeasurementScope } from './measurement-scope.ts'
import { tagChecks } from './tag-checks.ts'

/** Checks of one measurement, its tags and its fields. */
export function measurementChecks(
  contract: Contract,
  bucket: Bucket,
  { measurement, lookback }: { measurement: Measurement; lookback: DurationNs },
): Check[] {
  const scope: MeasurementScope = { contract, bucket, measurement, window: windowOf(measurement, bucket, lookback) }
  return [...ownChecks(scope), ...tagChecks(scope), ...fieldChecks(scope)]
}

function ownChecks({ contract, bucket, measurement, window }: MeasurementScope): Check[] {
  const { key, cardinality, cadence, freshness } = measurement
  const of = (part: string, property?: string) => ({
    id: checkId(contract.name, 'measurement', bucket.key, key, part),
    severity: 'failure' as const,
    position: positionOf(contract, [
      'buckets',
      bucket.key,
      'measurements',
      key,
      ...(property === undefined ? [] : [property]),
    ]),
    bucket: { key: bucket.key, name: bucket.name },
    measurement: key,
    window,
  })
  const checks: Check[] = [
    {
      kind: 'measurement-present',
      ...of('present'),
      sentence: `the bucket ${JSON.stringify(bucket.name)} has the measurement ${key}`,
    },
  ]
  if (cardinality !== undefined) {
    const sentence = `${key} has at most ${cardinality} series`
    checks.push({ kind: 'series-cardinality', ...of('cardinality', 'cardinality'), sentence, budget: cardinality })
  }
  if (freshness?.fail !== undefined) {
    const sentence = `the newest point of ${key} is at most ${formatDuration(freshness.fail)} old`
    checks.push({ kind: 'freshness', ...of('freshness', 'freshness'), sentence, within: freshness.fail })
  }
  if (freshness?.warn !== undefined) {
    const sentence = `the newest point of ${key} is at most ${formatDuration(freshness.warn)} old`
    checks.push({
      kind: 'freshness',
      ...of('freshness-warning', 'freshness'),
      severity: 'warning',
      sentence,
      within: freshness.warn,
    })
  }
  if (cadence !== undefined) {
    const each = cadence.by.length === 0 ? '' : `, each ${cadence.by.join(', ')} by itself`
    checks.push({
      kind: 'gaps',
      ...of('gaps', 'cadence'),
      sentence: `points of ${key} come every ${formatDuration(cadence.every)}, never more than ${formatDuration(cadence.maxGap)} apart${each}`,
      ...cadence,
    })
  }
  if (!measurement.open) {
    checks.push(
      {
        kind: 'undeclared-tags',
        ...of('undeclared-tags', 'tags'),
        sentence: `${key} has no tag that is not declared`,
        declared: measurement.tags.map((tag) => tag.key),
      },
      {
        kind: 'undeclared-fields',
        ...of('undeclared-fields', 'fields'),
        sentence: `${key} has no field that is not declared`,
        declared: measurement.fields.map((field) => field.key),
      },
    )
  }
  return checks
}
