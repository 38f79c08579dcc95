import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { formatDuration, formatRetention } from '../duration.ts'
import type { Bucket, BucketRef, Contract } from '../model.ts'
import { positionOf } from '../position.ts'

/** Checks of one bucket; those of its measurements are elsewhere. */
export function bucketChecks(contract: Contract, bucket: Bucket): Check[] {
  const { key, name, retention, shardGroup, description, volume } = bucket
  const ref: BucketRef = { key, name }
  const the = `the bucket ${JSON.stringify(name)}`
  const of = (part: string, property?: string) => ({
    id: checkId(contract.name, 'bucket', key, part),
    severity: 'failure' as const,
    position: positionOf(contract, ['buckets', key, ...(property === undefined ? [] : [property])]),
    bucket: ref,
  })
  const checks: Check[] = [
    { kind: 'bucket-present', ...of('present'), sentence: `${the} exists` },
    {
      kind: 'bucket-retention',
      ...of('retention', 'retention'),
      sentence: `${the} keeps its points ${retention === 'infinite' ? 'for ever' : `for ${formatRetention(retention)}`}`,
      retention,
    },
  ]
  if (description !== undefined) {
    const sentence = `${the} is described as ${JSON.stringify(description)}`
    checks.push({ kind: 'bucket-description', ...of('description', 'description'), sentence, description })
  }
  if (shardGroup !== undefined) {
    const sentence = `${the} has shard groups of ${formatDuration(shardGroup)}`
    checks.push({ kind: 'shard-group', ...of('shard-group', 'shardGroup'), sentence, shardGroup })
  }
  if (volume !== undefined) {
    const least = Math.max(0, Math.ceil(volume.points * (1 - volume.tolerance)))
    const most = Math.floor(volume.points * (1 + volume.tolerance))
    const sentence = `${the} holds ${least} to ${most} points of the last ${formatDuration(volume.over)}`
    checks.push({ kind: 'volume', ...of('volume', 'volume'), sentence, least, most, over: volume.over })
  }
  if (retention !== 'infinite') {
    checks.push(
      {
        kind: 'effective-retention',
        ...of('effective-retention', 'retention'),
        sentence: `${the} shows no point that should have expired`,
        retention,
        ...(shardGroup === undefined ? {} : { shardGroup }),
      },
      {
        kind: 'write-edge',
        ...of('write-edge', 'retention'),
        sentence: `${the} refuses a point past its retention and stores a fresh one`,
        retention,
      },
    )
  }
  if (!bucket.open) {
    checks.push({
      kind: 'undeclared-measurements',
      ...of('undeclared-measurements', 'measurements'),
      sentence: `${the} has no measurement that is not declared`,
      declared: bucket.measurements.map((measurement) => measurement.key),
    })
  }
  return checks
}
