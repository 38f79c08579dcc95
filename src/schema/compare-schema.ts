import type { Bucket, Field, Measurement, Tag } from '../contract/model.ts'
import type { FieldSchema, MeasurementSchema, Schema, TagSchema } from './schema.ts'
import { estimateSeries } from './series-count.ts'
import { typesPerShard } from './type-conflicts.ts'

/** What of a contract's bucket does not hold for a schema. */
export interface SchemaDifference {
  readonly rule:
    | 'measurement-undeclared'
    | 'tag-undeclared'
    | 'tag-not-always'
    | 'tag-values'
    | 'tag-pattern'
    | 'tag-cardinality'
    | 'field-undeclared'
    | 'field-not-always'
    | 'field-type'
    | 'field-range'
    | 'series-cardinality'
  readonly measurement: string
  /** The tag or field. */
  readonly key?: string
  readonly expected: string
  readonly found: string
}

/** Differences between what a bucket declares and what its points look like; none: every point keeps it. What is declared and not seen is no difference. */
export function compareSchema(schema: Schema, bucket: Pick<Bucket, 'measurements' | 'open'>): SchemaDifference[] {
  const declared = new Map(bucket.measurements.map((one) => [one.key, one]))
  return [...schema].flatMap(([key, found]): SchemaDifference[] => {
    const measurement = declared.get(key)
    if (measurement !== undefined) return compareMeasurement(found, measurement)
    if (bucket.open) return []
    return [{ rule: 'measurement-undeclared', measurement: key, expected: 'a declared measurement', found: key }]
  })
}

type Add = (rule: SchemaDifference['rule'], facts: { key?: string; expected: string; found: string }) => void

function compareMeasurement(found: MeasurementSchema, declared: Measurement): SchemaDifference[] {
  const differences: SchemaDifference[] = []
  const add: Add = (rule, facts) => differences.push({ rule, measurement: declared.key, ...facts })
  const tags = new Map(declared.tags.map((tag) => [tag.key, tag]))
  const fields = new Map(declared.fields.map((field) => [field.key, field]))
  for (const [key, tag] of found.tags) {
    const expected = tags.get(key)
    if (expected !== undefined) compareTag(tag, expected, add)
    else if (!declared.open) add('tag-undeclared', { key, expected: 'a declared tag', found: key })
  }
  for (const [key, field] of found.fields) {
    const expected = fields.get(key)
    if (expected !== undefined) compareField(field, expected, add)
    else if (!declared.open) add('field-undeclared', { key, expected: 'a declared field', found: key })
  }
  for (const { key, required } of declared.tags) {
    if (required && found.tags.get(key)?.always !== true)
      add('tag-not-always', { key, expected: `the tag ${key} in every point`, found: 'points without it' })
  }
  for (const { key, required } of declared.fields) {
    if (required && found.fields.get(key)?.always !== true)
      add('field-not-always', { key, expected: `the field ${key} in every point`, found: 'points without it' })
  }
  const { series, blame } = estimateSeries(found)
  if (declared.cardinality !== undefined && series > declared.cardinality) {
    add('series-cardinality', {
      expected: `at most ${declared.cardinality} series`,
      found:
        blame === undefined ? `${series}` : `${series}, most of them by the ${blame.values} values of ${blame.tag}`,
    })
  }
  return differences
}

function compareTag({ values }: TagSchema, { key, values: allowed, pattern, cardinality }: Tag, add: Add): void {
  const others = [...values].filter((value) => allowed !== undefined && !allowed.includes(value))
  if (others.length > 0) add('tag-values', { key, expected: `one of ${allowed?.join(', ')}`, found: others.join(', ') })
  const expression = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const odd = [...values].filter((value) => expression?.test(value) === false)
  if (odd.length > 0) add('tag-pattern', { key, expected: `values that match ${pattern}`, found: odd.join(', ') })
  if (cardinality !== undefined && values.size > cardinality)
    add('tag-cardinality', { key, expected: `at most ${cardinality} values`, found: String(values.size) })
}

function compareField(found: FieldSchema, { key, type, min, max }: Field, add: Add): void {
  const wrong = typesPerShard(found).find((one) => one.type !== type)
  if (wrong !== undefined) add('field-type', { key, expected: type, found: `${wrong.type} in ${wrong.line}` })
  const { range } = found
  if (range === undefined) return
  if ((min !== undefined && range.min < min) || (max !== undefined && range.max > max))
    add('field-range', {
      key,
      expected: `${min ?? '…'} to ${max ?? '…'}`,
      found: `${range.min} to ${range.max}`,
    })
}
