import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import type { Tag } from '../model.ts'
import { positionOf } from '../position.ts'
import type { MeasurementScope } from './measurement-scope.ts'

/** Checks of the tags of one measurement. */
export function tagChecks(scope: MeasurementScope): Check[] {
  return scope.measurement.tags.flatMap((tag) => checksOf(tag, scope))
}

function checksOf(tag: Tag, { contract, bucket, measurement, window }: MeasurementScope): Check[] {
  const where = ['buckets', bucket.key, 'measurements', measurement.key, 'tags', tag.key]
  const of = (part: string) => ({
    id: checkId(contract.name, 'measurement', bucket.key, measurement.key, 'tag', tag.key, part),
    severity: 'failure' as const,
    position: positionOf(contract, [...where, part]),
    bucket: { key: bucket.key, name: bucket.name },
    measurement: measurement.key,
    window,
    tag: tag.key,
  })
  const the = `the tag ${tag.key} of ${measurement.key}`
  const checks: Check[] = []
  if (tag.required) {
    const sentence = `every point of ${measurement.key} has the tag ${tag.key}`
    checks.push({ kind: 'tag-required', ...of('required'), sentence })
  }
  if (tag.values !== undefined) {
    const sentence = `${the} is one of ${tag.values.join(', ')}`
    checks.push({ kind: 'tag-values', ...of('values'), sentence, values: tag.values })
  }
  if (tag.pattern !== undefined) {
    const sentence = `${the} matches ${tag.pattern}`
    checks.push({ kind: 'tag-pattern', ...of('pattern'), sentence, pattern: tag.pattern })
  }
  if (tag.cardinality !== undefined) {
    const sentence = `${the} has at most ${tag.cardinality} values`
    checks.push({ kind: 'tag-cardinality', ...of('cardinality'), sentence, budget: tag.cardinality })
  }
  return checks
}
