import type { Decision } from '../decision.ts'
import { createDraft, type Draft } from '../draft.ts'
import { type FieldTarget, fieldTarget } from '../field-target.ts'
import { drop, type Normalizer, type Outcome } from '../outcome.ts'
import { isRecord, type JsonRecord } from '../record.ts'
import { putRecordTags, putRecordValue, recordTime } from '../record-values.ts'
import type { PointShape } from '../shape.ts'
import { clamps, readingRange } from './clamps.ts'
import { predictionShape, readingShape } from './shapes.ts'

/** The shapes of the two kinds of record. */
export interface EnergyMonitorOptions {
  /** Default `readingShape`. */
  readonly reading?: PointShape
  /** Default `predictionShape`. */
  readonly prediction?: PointShape
}

interface Kind {
  readonly shape: PointShape
  /** The value without which a record says nothing. */
  readonly required: string
  readonly tags: readonly string[]
  readonly targets: readonly FieldTarget[]
}

/**
 * Makes a normalizer of energy-monitor's records: a reading has `aggregate_kw`, a prediction `predicted_kw`; both have
 * `building_id` and `time`. Ids must match `^[a-zA-Z0-9_-]{1,64}$`. A reading outside 0..1000 kW is dropped; a
 * prediction is clamped to at least 0 and its confidence to 0..1.
 */
export function createEnergyMonitorNormalizer(options: EnergyMonitorOptions = {}): Normalizer {
  const reading = kindOf(options.reading ?? readingShape, 'aggregate_kw', { tags: ['building_id'] })
  const prediction = kindOf(options.prediction ?? predictionShape, 'predicted_kw', {
    tags: ['building_id', 'appliance_id'],
  })
  return {
    normalize(record): Outcome {
      if (!isRecord(record)) return drop('not an event', record)
      if (record.predicted_kw !== undefined) return pointOf(prediction, record)
      if (record.aggregate_kw !== undefined) return pointOf(reading, record)
      return drop('unknown record type', record)
    },
  }
}

function pointOf(kind: Kind, record: JsonRecord): Outcome {
  const { shape, required } = kind
  const time = recordTime(record.time)
  if (time === undefined) return drop('invalid time', record.time)
  for (const tag of kind.tags) {
    if (record[tag] === undefined || record[tag] === null) return drop('missing value', tag)
  }
  const draft = createDraft()
  const refused = putRecordTags(draft, shape, { record })
  if (refused !== undefined) return drop(refused, record)
  for (const target of kind.targets) {
    const value = record[target.key]
    if (value === undefined) continue
    if (value === null) {
      if (target.key === required) return drop('missing value', required)
      draft.decisions.push({ kind: 'omitted', rule: 'fields', key: target.key, reason: 'null' })
      continue
    }
    if (target.key === 'aggregate_kw' && typeof value === 'number') {
      const [min, max] = readingRange
      if (!(value >= min && value <= max)) return drop('out of range', `aggregate_kw ${value}`)
    }
    const reason = putRecordValue(draft, target, { value: clamp(draft, target.key, { value }) })
    if (reason !== undefined) return drop(reason, `${target.key} ${JSON.stringify(value)}`)
  }
  if (draft.fields.length === 0) return drop('no fields', record)
  const { tags, fields, decisions } = draft
  return { kind: 'point', point: { measurement: shape.measurement, tags, fields, time }, decisions }
}

function clamp(draft: Draft, key: string, { value }: { value: unknown }): unknown {
  const bounds = Object.hasOwn(clamps, key) ? clamps[key] : undefined
  if (bounds === undefined || typeof value !== 'number' || Number.isNaN(value)) return value
  const clamped = Math.min(Math.max(value, bounds[0]), bounds[1])
  if (clamped !== value) {
    const decision: Decision = {
      kind: 'converted',
      rule: 'clamp',
      key,
      from: value < bounds[0] ? 'below the least' : 'above the most',
      to: String(clamped),
    }
    draft.decisions.push(decision)
  }
  // -0 is 0: the sign of nothing is nothing.
  return clamped === 0 ? 0 : clamped
}

function kindOf(shape: PointShape, required: string, { tags }: { tags: readonly string[] }): Kind {
  const targets = Object.keys(shape.fields).flatMap((key) => fieldTarget(shape, key) ?? [])
  return { shape, required, tags: tags.filter((tag) => shape.tags.includes(tag)), targets }
}
