import type { Contract, Field, Measurement, Retention, Tag } from '../../contract/model.ts'
import type { FieldValue } from '../../line-protocol/types.ts'
import type { SeedPoint } from './seed-points.ts'

/** A point this near to its bucket's retention would expire before it is checked. */
const marginNs = 3_600_000_000_000n

/**
 * Makes the judge of seed points: true for a point that its bucket keeps and that its measurement's declaration allows. Realistic events
 * bring what a contract forbids, a weather beyond its range for instance; such events are not seeded.
 */
export function createJudge(contract: Contract, nowNs: bigint): (item: SeedPoint) => boolean {
  const rules = new Map<string, Map<string, MeasurementRule>>()
  const oldest = new Map<string, bigint>()
  for (const bucket of contract.buckets) {
    oldest.set(bucket.key, oldestTime(bucket.retention, nowNs))
    rules.set(bucket.key, new Map(bucket.measurements.map((measurement) => [measurement.key, ruleOf(measurement)])))
  }
  return ({ bucketKey, point }) => {
    const { time = nowNs } = point
    if (time > nowNs || time < (oldest.get(bucketKey) ?? nowNs)) return false
    const rule = rules.get(bucketKey)?.get(point.measurement)
    if (rule === undefined) return true
    const { requiredTags, requiredFields, tags, fields } = rule
    return (
      point.tags.every(([key, value]) => tags.get(key)?.(value) ?? true) &&
      point.fields.every(([key, value]) => fields.get(key)?.(value) ?? true) &&
      requiredTags.every((key) => point.tags.some(([tag]) => tag === key)) &&
      requiredFields.every((key) => point.fields.some(([field]) => field === key))
    )
  }
}

interface MeasurementRule {
  readonly requiredTags: readonly string[]
  readonly requiredFields: readonly string[]
  readonly tags: ReadonlyMap<string, (value: string) => boolean>
  readonly fields: ReadonlyMap<string, (value: FieldValue) => boolean>
}

function ruleOf({ tags, fields }: Measurement): MeasurementRule {
  return {
    requiredTags: tags.filter(({ required }) => required).map(({ key }) => key),
    requiredFields: fields.filter(({ required }) => required).map(({ key }) => key),
    tags: new Map(tags.map((tag) => [tag.key, tagRule(tag)])),
    fields: new Map(fields.map((field) => [field.key, fieldRule(field)])),
  }
}

function tagRule({ values, pattern, cardinality }: Tag): (value: string) => boolean {
  const allowed = values && new Set(values)
  const shape = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const seen = new Set<string>()
  return (value) => {
    if (allowed !== undefined && !allowed.has(value)) return false
    if (shape !== undefined && !shape.test(value)) return false
    if (cardinality !== undefined && !seen.has(value) && seen.size >= cardinality) return false
    if (cardinality !== undefined) seen.add(value)
    return true
  }
}

function fieldRule({ type, min = -Infinity, max = Infinity }: Field): (value: FieldValue) => boolean {
  return (field) => {
    if (field.type !== type) return false
    if (field.type === 'string' || field.type === 'boolean') return true
    return field.value >= min && field.value <= max
  }
}

function oldestTime(retention: Retention, nowNs: bigint): bigint {
  return retention === 'infinite' ? 0n : nowNs - retention + marginNs
}
