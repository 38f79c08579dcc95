import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import type { Field } from '../model.ts'
import { positionOf } from '../position.ts'
import type { MeasurementScope } from './measurement-scope.ts'

/** Checks of the fields of one measurement. */
export function fieldChecks(scope: MeasurementScope): Check[] {
  return scope.measurement.fields.flatMap((field) => checksOf(field, scope))
}

function checksOf(field: Field, { contract, bucket, measurement, window }: MeasurementScope): Check[] {
  const where = ['buckets', bucket.key, 'measurements', measurement.key, 'fields', field.key]
  const of = (part: string, property = part) => ({
    id: checkId(contract.name, 'measurement', bucket.key, measurement.key, 'field', field.key, part),
    severity: 'failure' as const,
    position: positionOf(contract, [...where, property]),
    bucket: { key: bucket.key, name: bucket.name },
    measurement: measurement.key,
    window,
    field: field.key,
    type: field.type,
  })
  const the = `the field ${field.key} of ${measurement.key}`
  const checks: Check[] = [{ kind: 'field-type', ...of('type'), sentence: `${the} is ${field.type} in every shard` }]
  const { min, max } = field
  if (min !== undefined || max !== undefined) {
    checks.push({
      kind: 'field-range',
      ...of('range', min === undefined ? 'max' : 'min'),
      sentence: `${the} is ${rangeWords(min, max)}${field.unit === undefined ? '' : ` ${field.unit}`}`,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })
  }
  if (field.required) {
    const sentence = `every point of ${measurement.key} has the field ${field.key}`
    checks.push({ kind: 'field-required', ...of('required'), sentence })
  }
  return checks
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `at least ${min}`
  return min === undefined ? `at most ${max}` : `from ${min} to ${max}`
}
