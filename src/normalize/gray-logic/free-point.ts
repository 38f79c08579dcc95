import { encodePoint } from '../../line-protocol/encode.ts'
import type { FieldType } from '../../line-protocol/types.ts'
import { createDraft, putTag } from '../draft.ts'
import { targetOf } from '../field-target.ts'
import { drop, type Outcome } from '../outcome.ts'
import { isRecord, type JsonRecord } from '../record.ts'
import { putRecordValue } from '../record-values.ts'
import type { PointShape } from '../shape.ts'

/**
 * A free point: `{measurement, tags, fields}`. Declared fields have the declared type and only they are written; of an
 * undeclared measurement every number is a float, so that 12 and 12.5 have one type.
 */
export function freePoint(
  record: JsonRecord,
  { time, declared }: { time: bigint; declared: Readonly<Record<string, PointShape>> },
): Outcome {
  const { measurement } = record
  if (typeof measurement !== 'string' || measurement === '') return drop('missing value', 'measurement')
  const shape = Object.hasOwn(declared, measurement) ? declared[measurement] : undefined
  const draft = createDraft()
  for (const [key, value] of Object.entries(isRecord(record.tags) ? record.tags : {})) {
    if (typeof value !== 'string') return drop('invalid value', `tag ${key}`)
    if (shape !== undefined && !shape.tags.includes(key)) {
      draft.decisions.push({ kind: 'omitted', rule: 'free-point', key, reason: 'wrong type' })
    } else putTag(key, value, { draft })
  }
  for (const [key, value] of Object.entries(isRecord(record.fields) ? record.fields : {})) {
    const type = shape === undefined ? typeOf(value) : shape.fields[key]?.type
    if (type === undefined) {
      draft.decisions.push({ kind: 'omitted', rule: 'free-point', key, reason: value === null ? 'null' : 'wrong type' })
      continue
    }
    const reason = putRecordValue(draft, targetOf(key, { type }), { value })
    if (reason !== undefined) return drop(reason, `${key} ${String(value)}`)
  }
  const { tags, fields, decisions } = draft
  if (fields.length === 0) return drop('no fields', measurement)
  const point = { measurement, tags, fields, time }
  // Callers choose the names: what no server stores as given is refused here.
  const encoded = encodePoint(point)
  return encoded.ok ? { kind: 'point', point, decisions } : drop('invalid value', encoded.issues[0]?.message)
}

function typeOf(value: unknown): FieldType | undefined {
  if (typeof value === 'number') return 'float'
  if (typeof value === 'string') return 'string'
  return typeof value === 'boolean' ? 'boolean' : undefined
}
