import type { DropReason } from './decision.ts'
import { type Draft, putNumber, putTag, putText } from './draft.ts'
import { booleanValue, type FieldTarget } from './field-target.ts'
import { epochInstant, instantNs, parseInstant } from './instant.ts'
import type { JsonRecord } from './record.ts'
import type { PointShape } from './shape.ts'

/** The rule of the systems' ids: letters, digits, underscore and hyphen, at most 64. */
const idPattern = /^[a-zA-Z0-9_-]{1,64}$/

/** True for an id by the systems' rule. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value)
}

/** The time of a record: ISO 8601 with an offset, or epoch milliseconds as a number. Undefined for anything else: no record is stamped "now". */
export function recordTime(value: unknown): bigint | undefined {
  if (typeof value === 'string') {
    const instant = parseInstant(value)
    return instant && instantNs(instant)
  }
  const instant = typeof value === 'number' ? epochInstant(value / 1000) : undefined
  return instant && instantNs(instant)
}

/** Adds the shape's tags that the record has. Keys that end in `_id` must keep the id rule; the reason for a drop is returned otherwise. */
export function putRecordTags(
  draft: Draft,
  shape: PointShape,
  options: { record: JsonRecord },
): DropReason | undefined {
  for (const key of shape.tags) {
    const value = options.record[key]
    if (value === undefined || value === null) continue
    if (key.endsWith('_id')) {
      if (!isId(value)) return 'invalid id'
      draft.tag(key, value)
    } else if (typeof value === 'string') putTag(key, value, { draft })
    else return 'invalid value'
  }
  return undefined
}

/**
 * Adds a JSON value to a field in the field's own type: numbers to numeric fields, texts to string fields, truth values to
 * boolean fields. Anything else, NaN and infinity too, is refused; the reason is returned.
 */
export function putRecordValue(draft: Draft, target: FieldTarget, options: { value: unknown }): DropReason | undefined {
  const { value } = options
  if (typeof value === 'number' && target.type !== 'string' && target.type !== 'boolean') {
    if (!Number.isFinite(value)) return 'invalid value'
    putNumber(target, value, { draft })
    return undefined
  }
  if (typeof value === 'string' && target.type === 'string') {
    putText(target, value, { draft })
    return undefined
  }
  if (typeof value === 'boolean' && target.type === 'boolean') {
    const field = booleanValue(target.type, value)
    if (field !== undefined) draft.field(target, field)
    return undefined
  }
  return 'invalid value'
}
