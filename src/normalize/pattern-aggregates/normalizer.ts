import { createDraft, type Draft, putTag, putText } from '../draft.ts'
import { fieldTarget } from '../field-target.ts'
import { drop, type Normalizer, type Outcome } from '../outcome.ts'
import { isRecord, type JsonRecord } from '../record.ts'
import { putRecordValue } from '../record-values.ts'
import type { PointShape } from '../shape.ts'
import { type Aggregate, aggregates } from './aggregates.ts'
import { devicePair } from './device-pair.ts'
import { periodStart } from './period.ts'
import { inRange } from './ranges.ts'
import { sequenceId } from './sequence-id.ts'

/** Shapes by measurement, where a contract declares other tags or types than the detectors' own. */
export interface PatternAggregatesOptions {
  readonly shapes?: Readonly<Record<string, PointShape>>
}

/**
 * Makes a normalizer of detector results: `{"measurement":"time_based_daily","date":"2025-10-24", …}`. The point stands at the
 * start of its day, week or month (UTC), so that a rerun overwrites; pairs are sorted; a number has the one type of
 * its field, whatever Python made of it; lists and objects are written as JSON.
 */
export function createPatternAggregatesNormalizer(options: PatternAggregatesOptions = {}): Normalizer {
  const shapes = options.shapes ?? {}
  return {
    normalize(record): Outcome {
      if (!isRecord(record)) return drop('not an event', record)
      const { measurement } = record
      const aggregate = typeof measurement === 'string' ? aggregates.get(measurement) : undefined
      if (aggregate === undefined) return drop('unknown record type', measurement)
      const declared = Object.hasOwn(shapes, aggregate.shape.measurement)
        ? shapes[aggregate.shape.measurement]
        : undefined
      return pointOf(aggregate, record, { shape: declared ?? aggregate.shape })
    },
  }
}

function pointOf(aggregate: Aggregate, record: JsonRecord, { shape }: { shape: PointShape }): Outcome {
  const period = record[aggregate.period]
  const time = typeof period === 'string' ? periodStart(aggregate.period, period) : undefined
  if (time === undefined) return drop('invalid period', `${aggregate.period} ${JSON.stringify(period)}`)
  const draft = createDraft()
  for (const key of shape.tags) {
    const value = tagValue(key, record)
    if (value === undefined) return drop('missing value', key)
    if (!inVocabulary(aggregate, { key, value })) return drop('out of range', `${key} ${value}`)
    putTag(key, value, { draft })
  }
  for (const key of Object.keys(shape.fields)) {
    const refused = putField(draft, key, { aggregate, shape, record })
    if (refused !== undefined) return refused
  }
  const { tags, fields, decisions } = draft
  if (fields.length === 0) return drop('no fields', shape.measurement)
  return { kind: 'point', point: { measurement: shape.measurement, tags, fields, time }, decisions }
}

function putField(
  draft: Draft,
  key: string,
  { aggregate, shape, record }: { aggregate: Aggregate; shape: PointShape; record: JsonRecord },
): Outcome | undefined {
  const target = fieldTarget(shape, key)
  const value = record[key]
  if (target === undefined || value === undefined) return undefined
  if (value === null) {
    draft.decisions.push({ kind: 'omitted', rule: 'fields', key, reason: 'null' })
    return undefined
  }
  if (target.type === 'string' && typeof value === 'object') {
    if (key === 'hourly_distribution' && !isDistribution(value)) return drop('out of range', `${key} needs 24 numbers`)
    putText(target, JSON.stringify(value), { draft })
    return undefined
  }
  if (typeof value === 'number' && !inRange(key, value)) return drop('out of range', `${key} ${value}`)
  if (typeof value === 'string' && !inVocabulary(aggregate, { key, value }))
    return drop('out of range', `${key} ${value}`)
  const reason = putRecordValue(draft, target, { value })
  return reason && drop(reason, `${key} ${JSON.stringify(value)}`)
}

function tagValue(key: string, record: JsonRecord): string | undefined {
  const value = record[key]
  if (key === 'device_pair') return devicePair(value ?? record.devices)
  if (key === 'sequence_id' && value === undefined && Array.isArray(record.sequence)) return sequenceId(record.sequence)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function inVocabulary(aggregate: Aggregate, { key, value }: { key: string; value: string }): boolean {
  const words = Object.hasOwn(aggregate.vocabulary, key) ? aggregate.vocabulary[key] : undefined
  return words === undefined || words.includes(value)
}

function isDistribution(value: object): boolean {
  return Array.isArray(value) && value.length === 24 && value.every((count) => typeof count === 'number')
}
