import type { Bucket, Contract, Field, Measurement, Tag } from '../contract/model.ts'
import { UsageError } from '../errors/index.ts'
import type { FieldValue, Point } from '../line-protocol/types.ts'
import type { PointRule } from './prepare-point.ts'

type Broken = ReturnType<PointRule>

/**
 * What a contract says of the points of one bucket, by its key or its name: measurement, tags and fields declared (unless open), required
 * ones present, values, patterns, types and ranges kept.
 * @throws UsageError where the contract has no such bucket.
 */
export function contractRule(contract: Contract, bucketName: string): PointRule {
  const bucket = contract.buckets.find(({ key, name }) => key === bucketName || name === bucketName)
  if (bucket === undefined) {
    throw new UsageError({
      operation: `hold points against the contract ${contract.name}`,
      expected: `one of the buckets ${contract.buckets.map(({ key }) => key).join(', ')}`,
      found: bucketName,
      next: 'Name a bucket that the contract declares',
    })
  }
  return ruleOf(bucket)
}

function ruleOf(bucket: Bucket): PointRule {
  const measurements = new Map(bucket.measurements.map((one) => [one.key, measurementRule(one)]))
  return (point) => {
    const rule = measurements.get(point.measurement)
    if (rule !== undefined) return rule(point)
    return bucket.open ? undefined : broken('undeclared-measurement', point, 'the contract does not declare it')
  }
}

function measurementRule({ tags, fields, open }: Measurement): PointRule {
  const tagRules = new Map(tags.map((tag) => [tag.key, tagRule(tag)]))
  const fieldRules = new Map(fields.map((field) => [field.key, field]))
  const requiredTags = tags.filter(({ required }) => required)
  const requiredFields = fields.filter(({ required }) => required)
  return (point) => {
    for (const [key, value] of point.tags) {
      const rule = tagRules.get(key)
      if (rule === undefined && !open) return broken('undeclared-tag', point, `tag ${key} is not declared`)
      if (rule?.(value) === false) return broken('tag-value', point, `tag ${key} must not be ${JSON.stringify(value)}`)
    }
    for (const [key, value] of point.fields) {
      const field = fieldRules.get(key)
      if (field === undefined && !open) return broken('undeclared-field', point, `field ${key} is not declared`)
      const found = field && fieldIssue(field, value, point)
      if (found !== undefined) return found
    }
    for (const { key } of requiredTags) {
      if (!point.tags.some(([tag]) => tag === key)) return broken('tag-absent', point, `tag ${key} is required`)
    }
    for (const { key } of requiredFields) {
      if (!point.fields.some(([field]) => field === key))
        return broken('field-absent', point, `field ${key} is required`)
    }
    return undefined
  }
}

function tagRule({ values, pattern }: Tag): (value: string) => boolean {
  const allowed = values && new Set(values)
  const shape = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return (value) => (allowed?.has(value) ?? true) && (shape?.test(value) ?? true)
}

function fieldIssue({ key, type, min, max }: Field, field: FieldValue, point: Point): Broken {
  if (field.type !== type)
    return broken('field-type', point, `expected field ${key} of type ${type}, found ${field.type}`)
  if (field.type === 'string' || field.type === 'boolean') return undefined
  const isBelow = min !== undefined && field.value < min
  const isAbove = max !== undefined && field.value > max
  return isBelow || isAbove ? broken('field-range', point, `field ${key} is out of range: ${field.value}`) : undefined
}

function broken(rule: string, { measurement }: Point, says: string): Broken {
  return { rule, reason: `write measurement ${JSON.stringify(measurement)}: ${says}` }
}
